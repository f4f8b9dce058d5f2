/** How many accounts one reconcile found to be otherwise than the ledger, or their baselines, say. */
export interface Reconciled {
  /** Unknown until now. */
  readonly found: number;
  /** About which Organizations disagrees. */
  readonly astray: number;
  /** Of those that were compared with their baselines. */
  readonly drifted: number;
  readonly failed: number;
}

/** The names of their metrics. */
export const METRICS = {
  found: "AccountsFound",
  astray: "AccountsAstray",
  drifted: "AccountsDrifted",
  failed: "AccountsNotReconciled",
} as const satisfies Record<keyof Reconciled, string>;
