import type { Duration } from "aws-cdk-lib";
import { type IMetric, Metric } from "aws-cdk-lib/aws-cloudwatch";

/** Something that needs a person, and how it shows. */
export interface Danger {
  readonly metric: IMetric;
  /** What is wrong, and what to do: it is what the mail says. */
  readonly description: string;
  /** @default 1 */
  readonly threshold?: number;
  /** Periods of the metric. @default 1 */
  readonly periods?: number;
  /** Below the threshold is what is wrong, instead of at or over it; silence may be wrong too. */
  readonly below?: "or-silent" | "is-low";
}

/** Metrics that functions write into their logs. Powertools adds the name of the service. */
export const mayfly = (metricName: string, period: Duration): Metric =>
  new Metric({
    ...{ namespace: "Mayfly", metricName, dimensionsMap: { service: "mayfly" } },
    ...{ period, statistic: "Maximum" },
  });
