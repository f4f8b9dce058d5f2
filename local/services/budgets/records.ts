import type { Expression, Metric, Notification, Spend, Subscriber } from "@aws-sdk/client-budgets";
import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";
import type { Unit } from "./time-period.ts";

/** A budget for costs; moments are milliseconds since the epoch. */
export interface BudgetRecord {
  readonly name: string;
  readonly limit: Spend;
  readonly timeUnit: Unit;
  readonly start: number;
  readonly end: number;
  readonly filter?: Expression;
  readonly metrics?: Metric[];
  readonly updatedAt: number;
  readonly notifications: readonly NotificationRecord[];
}

export interface NotificationRecord {
  readonly notification: Notification;
  readonly subscribers: readonly Subscriber[];
}

/** The budgets of an account by name, those included that are over. */
export function budgetsOf({ storage }: World, account: string): Collection<BudgetRecord> {
  return storage.collection({ service: "budgets", account, region: "global" }, "budgets");
}

/** A budget. One that is over is gone: AWS deletes it then (API Reference, TimePeriod). */
export function budgetNamed(world: World, account: string, name: string): BudgetRecord | undefined {
  const budget = budgetsOf(world, account).get(name);
  if (budget && budget.end <= world.clock.now()) {
    budgetsOf(world, account).delete(name);
    return undefined;
  }
  return budget;
}

/** Every budget of an account that is not over. */
export function currentBudgets(world: World, account: string): readonly BudgetRecord[] {
  const names = [...budgetsOf(world, account).keys()];
  return names.flatMap((name) => budgetNamed(world, account, name) ?? []);
}
