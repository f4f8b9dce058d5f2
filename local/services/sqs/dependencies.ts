import type { Metric } from "../../kernel/metric.ts";

/** What SQS needs of the rest of the cloud. */
export interface SqsDependencies {
  /** Address of the gateway, with which the addresses of queues begin. */
  readonly endpoint: () => string;
  /** Told how many messages are visible in a queue whenever it was used. */
  readonly metric?: (metric: Metric) => void;
}
