import type { Happening } from "../../local/kernel/trace.ts";
import type { TestCloud } from "./cloud.ts";

type Call = Extract<Happening, { kind: "call" }>;

/** Notes every call of an operation from now on. */
export function watchCalls(
  { world }: Pick<TestCloud, "world">,
  operation: string,
): readonly Call[] {
  const seen: Call[] = [];
  world.trace.watch((happening) => {
    if (happening.kind === "call" && happening.operation === operation) seen.push(happening);
  });
  return seen;
}

/** Notes every state that fails for good from now on, with the reason. */
export function watchFailures({ world }: Pick<TestCloud, "world">): readonly string[] {
  const seen: string[] = [];
  world.trace.watch((happening) => {
    if (happening.kind !== "state" || happening.event !== "failed") return;
    const { state, error = "", cause = "" } = happening;
    seen.push(`${state}: ${error}: ${cause.slice(0, 300)}`);
  });
  return seen;
}
