import type { Instant } from "./clock.ts";

/** One number that a service, or a line of a log, gives to CloudWatch. */
export interface Metric {
  readonly account: string;
  readonly region: string;
  /** For example `AWS/Lambda`. */
  readonly namespace: string;
  readonly name: string;
  readonly value: number;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly at: Instant;
}
