import type { AccountId } from "../domain/ids.ts";

/** The guard rail that stops new spending in one account and keeps its data. */
export interface SpendGuard {
  /** Attaches it; nothing happens when it is attached already. */
  attach(accountId: AccountId): Promise<void>;
  /** Detaches it; nothing happens when it is not attached. */
  detach(accountId: AccountId): Promise<void>;
}
