import type { Instant } from "../time.ts";
import type { Day } from "./cost.ts";

/** What is known of a lease's spend, in US dollars, as of a moment: AWS tells costs hours later, or days. */
export interface Spend {
  readonly amount: number;
  /** The last day that AWS had told a cost of; absent when there was none. */
  readonly until?: Day;
  /** What it will be at the end of the lease, if it goes on as it did. */
  readonly forecast: number;
  readonly measuredAt: Instant;
  /** Shares of the budget that were told. */
  readonly told: readonly number[];
}
