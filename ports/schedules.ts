import type { LeaseId } from "../domain/ids.ts";
import type { Instant } from "../domain/time.ts";

/** Wakes a lease at its next due moment, on the minute. */
export interface Schedules {
  /** Sets the lease's one schedule; an earlier one is replaced. */
  set(lease: LeaseId, at: Instant): Promise<void>;
  remove(lease: LeaseId): Promise<void>;
}
