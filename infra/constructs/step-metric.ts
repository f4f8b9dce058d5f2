import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";

/** How long the slowest of a hundred calls of a function takes, in milliseconds. */
export const stepMetric = (functionName: string, label: string): Metric =>
  new Metric({
    ...{ namespace: "AWS/Lambda", metricName: "Duration", statistic: "p99" },
    ...{ dimensionsMap: { FunctionName: functionName }, period: Duration.hours(1), label },
  });
