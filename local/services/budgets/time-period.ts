import type { TimePeriod } from "@aws-sdk/client-budgets";
import { invalid } from "./failures.ts";

/** How often a budget begins anew; CUSTOM ones never do. */
export type Unit = "DAILY" | "MONTHLY" | "QUARTERLY" | "ANNUALLY" | "CUSTOM";

/** The end of budgets that are given none (API Reference, TimePeriod). */
const END_OF_TIME = Date.UTC(2087, 5, 15);

/** A CUSTOM budget covers at most three years (User Guide, "Creating a cost budget"). */
const LONGEST_CUSTOM_YEARS = 3;

/** The beginning of the present period: where budgets begin that are given no start. */
function startOf(unit: Unit, now: number): number {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case "ANNUALLY":
      return Date.UTC(year, 0);
    case "QUARTERLY":
      return Date.UTC(year, month - (month % 3));
    case "MONTHLY":
      return Date.UTC(year, month);
    default:
      return Date.UTC(year, month, date.getUTCDate());
  }
}

function checkCustom(start: number, end: number | undefined): void {
  if (end === undefined) throw invalid("A CUSTOM budget must have an end date.");
  const last = new Date(start);
  last.setUTCFullYear(last.getUTCFullYear() + LONGEST_CUSTOM_YEARS);
  if (end > last.getTime()) throw invalid("A CUSTOM budget can't be longer than three years.");
}

/** From when to when a budget is, in milliseconds since the epoch. Throws InvalidParameterException. */
export function periodOf(asked: TimePeriod | undefined, unit: Unit, now: number) {
  const start = asked?.Start?.getTime() ?? startOf(unit, now);
  const given = asked?.End?.getTime();
  if (unit === "CUSTOM") checkCustom(start, given);
  const end = given ?? END_OF_TIME;
  if (end > END_OF_TIME) throw invalid("The end date must come before 06/15/87 00:00 UTC.");
  if (start >= end) throw invalid("The start date must come before the end date.");
  return { start, end };
}
