import * as z from "zod";
import type { Metric } from "../../kernel/metric.ts";
import type { LogLine } from "./store.ts";

const directive = z.object({
  Namespace: z.string(),
  Dimensions: z.array(z.array(z.string())),
  Metrics: z.array(z.object({ Name: z.string() })),
});

const format = z.looseObject({
  _aws: z.object({ Timestamp: z.number(), CloudWatchMetrics: z.array(directive) }),
});

function parsed(line: string): z.infer<typeof format> | undefined {
  if (!line.startsWith("{") || !line.includes('"CloudWatchMetrics"')) return undefined;
  try {
    return format.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** The metrics in a line of the embedded metric format (CloudWatch User Guide); none in any other. */
export function metricsIn({ account, region, line }: LogLine): readonly Metric[] {
  const values = parsed(line);
  if (!values) return [];
  const { Timestamp: at, CloudWatchMetrics } = values._aws;
  const dimensionsOf = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, String(values[name])]));
  return CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Metrics.flatMap(({ Name: name }) =>
      [values[name]].flat().flatMap((value) =>
        Dimensions.map((names) => {
          const dimensions = dimensionsOf(names);
          return { account, region, namespace, name, value: Number(value), dimensions, at };
        }),
      ),
    ),
  );
}
