import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";

/** Namespace of every metric of ours. */
const metrics = new Metrics({ namespace: "Mayfly", serviceName: "mayfly" });

/** Publishes the numbers that some work answers, each under its metric's name, through the log. */
export const counted =
  <K extends string>(
    names: Readonly<Record<K, string>>,
    work: () => Promise<Readonly<Record<K, number>>>,
  ) =>
  async (): Promise<Readonly<Record<K, number>>> => {
    const numbers = await work();
    for (const [member, name] of Object.entries(names) as [K, string][])
      metrics.addMetric(name, MetricUnit.Count, numbers[member]);
    metrics.publishStoredMetrics();
    return numbers;
  };

/** Counts things as they happen; nothing is written for none of them. */
export const counting =
  <K extends string>(names: Readonly<Record<K, string>>) =>
  (what: K, many: number): void => {
    if (many === 0) return;
    metrics.addMetric(names[what], MetricUnit.Count, many);
    metrics.publishStoredMetrics();
  };
