import type { CreateScheduleInput } from "@aws-sdk/client-scheduler";
import type { Instant } from "../../kernel/clock.ts";
import { parseSchedule, type ScheduleExpression } from "../schedule-expressions/expression.ts";
import { isZone } from "../schedule-expressions/zone.ts";
import { validation } from "./errors.ts";

/** `Date` reads a day that the calendar does not have, such as 30 February, as a later one. */
const isOnCalendar = (local: string) => new Date(`${local}Z`).toISOString().startsWith(local);

function expressionOf(text: string): ScheduleExpression {
  const expression = parseSchedule(text);
  if (!expression || (expression.kind === "at" && !isOnCalendar(expression.local))) {
    throw validation(`Invalid Schedule Expression ${text}.`);
  }
  return expression;
}

/** How far back a start date may lie. */
const GRACE = 5 * 60_000;

function checkDates({ StartDate, EndDate }: CreateScheduleInput, now: Instant): void {
  if (StartDate && StartDate.getTime() < now - GRACE) {
    throw validation("The StartDate you specify cannot be earlier than 5 minutes ago.");
  }
  if (EndDate && EndDate.getTime() <= now) {
    throw validation("The EndDate you specify must be in the future.");
  }
  if (StartDate && EndDate && EndDate <= StartDate) {
    throw validation("The EndDate must come after the StartDate.");
  }
}

/** Refuses an expression, a zone or dates that no schedule can have. Errors: ValidationException. */
export function checkTimes(input: CreateScheduleInput, now: Instant): void {
  const { ScheduleExpression = "", ScheduleExpressionTimezone: zone = "UTC" } = input;
  const { kind } = expressionOf(ScheduleExpression);
  // Offsets such as +01:00 are zones for `Intl`, but not for Scheduler.
  if (!/^[A-Za-z]/u.test(zone) || !isZone(zone)) {
    throw validation("The given ScheduleExpressionTimezone is invalid.");
  }
  // One-time schedules ignore both dates (facts 3.3).
  if (kind !== "at") checkDates(input, now);
}
