import type { AccountKey, LeaseId } from "../domain/ids.ts";
import type { Instant } from "../domain/time.ts";

/** Starts the stories. Starting one that was started before is harmless. */
export interface Workflows {
  vend(vending: Vending): Promise<void>;
  tearDown(teardown: Teardown): Promise<void>;
  /** Creates an account for the pool. */
  stock(stocking: Stocking): Promise<void>;
}

export interface Vending {
  readonly leaseId: LeaseId;
  /** Counts the executions for this lease that are to be, from 1. */
  readonly attempt: number;
}

export interface Stocking {
  readonly accountKey: AccountKey;
  readonly attempt: number;
  /** When CreateAccount may be called. */
  readonly at: Instant;
}

export interface Teardown {
  readonly accountKey: AccountKey;
  /** The lease that the account served last. */
  readonly leaseId: LeaseId;
  readonly attempt: number;
}
