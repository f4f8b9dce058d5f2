import type { World } from "../../kernel/service.ts";
import type { LambdaDependencies } from "./dependencies.ts";
import type { FunctionRecord } from "./functions.ts";

type Name = "Invocations" | "Errors" | "Duration" | "Throttles" | "IteratorAge";

/** Gives CloudWatch numbers about a function; durations and ages in milliseconds. */
export function giveMetrics(
  { clock }: World,
  { metric }: LambdaDependencies,
  { record, values }: { record: FunctionRecord; values: Partial<Record<Name, number>> },
): void {
  if (!metric) return;
  const { account, region, name: FunctionName } = record;
  const common = { account, region, namespace: "AWS/Lambda", dimensions: { FunctionName } };
  for (const [name, value] of Object.entries(values))
    metric({ ...common, name, value, at: clock.now() });
}
