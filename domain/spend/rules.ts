/** What happens as a lease's spend grows. */
export interface SpendRules {
  /** Shares of the budget at which its owner is told: 0.8 is 80 %. */
  readonly alerts: readonly number[];
  /**
   * What happens when the budget is reached: its owner is told and no more; or the account is frozen, which
   * stops new spending and keeps data; or the lease ends.
   */
  readonly atLimit: "tell" | "freeze" | "end";
}

/** For templates that say nothing of it. */
export const USUAL_RULES: SpendRules = { alerts: [0.5, 0.8, 1], atLimit: "tell" };

/** The share at which the template's `atLimit` is done. */
export const LIMIT = 1;
