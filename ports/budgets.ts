import type { AccountId } from "../domain/ids.ts";
import type { Day } from "../domain/spend/cost.ts";

/** Watches what an account costs. */
export interface Budgets {
  /** Sets the account's budget; one that is there is replaced. */
  set(accountId: AccountId, budget: LeaseBudget): Promise<void>;
  /** Removes it; nothing happens when there is none. */
  remove(accountId: AccountId): Promise<void>;
}

/** What an account may cost in the whole of a lease. */
export interface LeaseBudget {
  /** US dollars */
  readonly amount: number;
  /** First day that counts. */
  readonly from: Day;
  /** The day after the last; AWS deletes the budget then. */
  readonly to: Day;
}
