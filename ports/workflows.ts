import type { AccountKey, LeaseId } from "../domain/ids.ts";

/** Starts the two stories. Starting one that was started before is harmless. */
export interface Workflows {
  vend(vending: Vending): Promise<void>;
  tearDown(teardown: Teardown): Promise<void>;
}

export interface Vending {
  readonly leaseId: LeaseId;
  /** Counts the executions for this lease that are to be, from 1. */
  readonly attempt: number;
}

export interface Teardown {
  readonly accountKey: AccountKey;
  /** The lease that the account served last. */
  readonly leaseId: LeaseId;
  readonly attempt: number;
}
