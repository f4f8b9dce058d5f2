import type { Instant } from "../../kernel/clock.ts";

/** What is to be called, and in whose name. */
interface DeliveryTarget {
  readonly arn: string;
  /** The role to enter; without one the service calls in its own name. */
  readonly roleArn?: string;
  /** `MessageGroupId` of a FIFO queue. */
  readonly messageGroup?: string;
  /** `detail-type` and `source` of an event that a schedule sends. */
  readonly event?: { readonly detailType: string; readonly source: string };
}

/** Something that a service owes to a target. It is kept until it was delivered or given up. */
export interface Delivery {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** `aws:SourceArn`: the rule, or the group of the schedule, for whose sake the service calls. */
  readonly sourceArn: string;
  readonly target: DeliveryTarget;
  /** What the target gets. */
  readonly payload: string;
  /** What the dead-letter queue gets. */
  readonly deadLetter: string;
  readonly deadLetterArn?: string;
  /** Message attributes that tell where a dead letter comes from. */
  readonly origin: Readonly<Record<string, string>>;
  /** How often it may be tried again. */
  readonly retries: number;
  /** Seconds after which it is not tried again. */
  readonly maximumAge: number;
  readonly attempts: number;
  readonly since: Instant;
  readonly due: Instant;
}

/** Facts 3.3, and the same for rules: the defaults are the largest values allowed. */
export const DEFAULT_RETRY = { retries: 185, maximumAge: 86_400 };
