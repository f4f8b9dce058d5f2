import type { AccountId } from "../domain/ids.ts";

/** Watches what an account costs. */
export interface Budgets {
  /** Sets the account's monthly budget in US dollars; one that is there is replaced. */
  set(accountId: AccountId, monthlyUsd: number): Promise<void>;
  /** Removes it; nothing happens when there is none. */
  remove(accountId: AccountId): Promise<void>;
}
