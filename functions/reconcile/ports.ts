import type { Homes } from "../../domain/account/census.ts";
import type { NamingRules } from "../../domain/account/naming.ts";
import type { Baseline } from "../../domain/baseline/baseline.ts";
import type { Budgets } from "../../ports/budgets.ts";
import type { ChildAccounts } from "../../ports/child-account.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger, LedgerViews } from "../../ports/ledger.ts";
import type { Census, Closure } from "../../ports/organization.ts";

/** What the reconcile asks of the world. */
export interface ReconcilePorts {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly clock: Clock;
  readonly organization: Census & Pick<Closure, "hasLeft">;
  readonly accounts: ChildAccounts;
  readonly budgets: Pick<Budgets, "remove">;
  readonly baselines: readonly Baseline[];
  readonly naming: NamingRules;
  readonly homes: Homes;
}
