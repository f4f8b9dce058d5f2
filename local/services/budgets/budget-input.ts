import { type Budget, BudgetType, Metric, type Spend, TimeUnit } from "@aws-sdk/client-budgets";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import { invalid } from "./failures.ts";
import { checkExpression } from "./filter-expression.ts";
import type { BudgetRecord } from "./records.ts";
import { periodOf, type Unit } from "./time-period.ts";

const LONGEST_NAME = 100;
/** `:` and `\` are excluded, the rest is what names are made of (API Reference, BudgetName). */
const NAME = /^[0-9A-Za-z _./=+\-%@]+$/;
/** Names with addresses "may be rejected" (API Reference); which, is not told: here, these. */
const ADDRESS = /[^\s@]+@[^\s@]+\.[^\s@]+|\bwww\./i;

function checkName(name: string): void {
  const isWellFormed = NAME.test(name) && !name.includes("/action/");
  if (name.length <= LONGEST_NAME && isWellFormed && !ADDRESS.test(name)) return;
  throw invalid(`The budget name "${name}" is not valid.`);
}

/** Members that are emulated; the last two are what AWS tells and nobody sets. */
const UNDERSTOOD = [
  ...["BudgetName", "BudgetType", "TimeUnit", "BudgetLimit", "TimePeriod"],
  ...["FilterExpression", "Metrics", "CalculatedSpend", "LastUpdatedTime"],
];

function checkType(type: string | undefined): void {
  if (type === "COST") return;
  const known: readonly string[] = Object.values(BudgetType);
  if (!known.includes(type ?? "")) throw invalid(`The budget type ${type} is not known.`);
  throw new NotEmulated(`budgets of the type ${type}`);
}

const AMOUNT = /^([0-9]*\.)?[0-9]+$/;

function limitOf(limit: Spend | undefined): Spend {
  if (!limit) throw invalid("BudgetLimit is required for cost budgets.");
  const { Amount = "", Unit: unit } = limit;
  if (!AMOUNT.test(Amount) || Number(Amount) <= 0) {
    throw invalid("The amount of BudgetLimit must be a number over zero.");
  }
  if (unit !== "USD") throw invalid("The unit of BudgetLimit must be USD.");
  return { Amount, Unit: unit };
}

function unitOf(unit: string | undefined): Unit {
  const known = Object.values(TimeUnit).find((each) => each === unit);
  if (known) return known;
  throw invalid(`The time unit ${unit} is not known.`);
}

function checkMetrics(metrics: readonly string[]): void {
  const known: readonly string[] = Object.values(Metric);
  if (metrics.length === 1 && metrics.every((metric) => known.includes(metric))) return;
  throw invalid("Metrics must be one metric that is known.");
}

/**
 * The budget that is asked for, checked, without its notifications.
 * Throws InvalidParameterException, and NotEmulated for what is not here.
 */
export function budgetFrom(asked: Budget, now: number): Omit<BudgetRecord, "notifications"> {
  onlyMembers("budgets:Budget", asked, UNDERSTOOD);
  const { BudgetName: name = "", FilterExpression: filter, Metrics: metrics } = asked;
  checkName(name);
  checkType(asked.BudgetType);
  if (filter) checkExpression(filter);
  if (metrics) checkMetrics(metrics);
  const timeUnit = unitOf(asked.TimeUnit);
  return {
    name,
    limit: limitOf(asked.BudgetLimit),
    timeUnit,
    ...periodOf(asked.TimePeriod, timeUnit, now),
    ...(filter && { filter }),
    ...(metrics && { metrics }),
    updatedAt: now,
  };
}
