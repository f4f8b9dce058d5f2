import type { CreateScheduleInput, UpdateScheduleInput } from "@aws-sdk/client-scheduler";
import type { Instant } from "../../kernel/clock.ts";
import { checkTimes } from "./check-times.ts";
import { constraintViolated, validation } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { named } from "./operation.ts";
import type { ScheduleRecord } from "./records.ts";

const NAME = /^[0-9a-zA-Z\-_.]+$/u;

/** Refuses a name of a schedule or a group that breaks the rules. */
export function checkName(name: string): void {
  if (NAME.test(name) && name.length <= LIMITS.nameLength) return;
  const constraint = "Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$";
  throw constraintViolated("name", constraint);
}

function windowOf({ FlexibleTimeWindow }: CreateScheduleInput): number | undefined {
  const { Mode, MaximumWindowInMinutes: minutes } = FlexibleTimeWindow ?? {};
  if (Mode === "OFF") {
    if (minutes === undefined) return undefined;
    throw validation("MaximumWindowInMinutes must not be given when the mode is OFF.");
  }
  const { least, most } = LIMITS.windowMinutes;
  if (Mode === "FLEXIBLE" && minutes !== undefined && minutes >= least && minutes <= most) {
    return minutes;
  }
  throw validation(`A flexible time window needs between ${least} and ${most} minutes.`);
}

function checkDescription({ Description = "" }: CreateScheduleInput): void {
  if (Description.length <= LIMITS.descriptionLength) return;
  const bound = `Member must have length less than or equal to ${LIMITS.descriptionLength}`;
  throw constraintViolated("description", bound);
}

/**
 * The record of a schedule as it is asked for: what is left out gets its default, also when a schedule
 * is updated (facts 3.3). Errors: ValidationException.
 */
export function scheduleOf(
  input: CreateScheduleInput | UpdateScheduleInput,
  times: { readonly createdAt: Instant; readonly changedAt: Instant },
): ScheduleRecord {
  checkName(input.Name ?? "");
  checkTimes(input, times.changedAt);
  checkDescription(input);
  const { StartDate, EndDate, Description, ClientToken } = input;
  const window = windowOf(input);
  return {
    ...named(input),
    ...times,
    expression: input.ScheduleExpression ?? "",
    zone: input.ScheduleExpressionTimezone ?? "UTC",
    ...(StartDate && { startAt: StartDate.getTime() }),
    ...(EndDate && { endAt: EndDate.getTime() }),
    ...(Description !== undefined && { description: Description }),
    isEnabled: input.State !== "DISABLED",
    ...(window !== undefined && { window }),
    // Without the members that were not sent: records are plain JSON.
    target: JSON.parse(JSON.stringify(input.Target)) as ScheduleRecord["target"],
    deletesItself: input.ActionAfterCompletion === "DELETE",
    ...(ClientToken !== undefined && { token: ClientToken }),
  };
}
