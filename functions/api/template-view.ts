import { formatDuration } from "../../domain/duration.ts";
import { type Approval, type Approvers, PATIENCE } from "../../domain/template/approval.ts";
import type { LeaseTemplate } from "../../domain/template/template.ts";
import type { WorkingHours } from "../../domain/template/working-hours.ts";
import type { MinuteOfDay } from "../../domain/zone.ts";

/** What the API tells of a template: all but who else may use it, and who approves. */
export function templateView(template: LeaseTemplate): Record<string, unknown> {
  const { users: _, duration, warnings, approval, approvers, workingHours, ...rest } = template;
  const { longestExtension, coolDown, freezeBefore, ...shown } = rest;
  return {
    ...shown,
    duration: {
      default: formatDuration(duration.default),
      longest: formatDuration(duration.longest),
    },
    warnings: warnings.map(formatDuration),
    approval: approvalView(approval),
    ...durations({ longestExtension, coolDown, freezeBefore, ...patienceOf(approval, approvers) }),
    ...(workingHours === undefined ? {} : { workingHours: hoursView(workingHours) }),
  };
}

const patienceOf = (approval: Approval, approvers: Approvers | undefined) =>
  approval === "none" ? {} : { approvalWithin: approvers?.patience ?? PATIENCE };

function approvalView(approval: Approval): unknown {
  if (typeof approval === "string") return approval;
  const { duration, budget } = approval.above;
  return { above: { ...durations({ duration }), ...(budget === undefined ? {} : { budget }) } };
}

const hoursView = ({ from, to, ...rest }: WorkingHours) => ({
  ...rest,
  from: timeOfDay(from),
  to: timeOfDay(to),
});

const timeOfDay = (minute: MinuteOfDay): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** Those that are there, as ISO 8601. */
const durations = (all: Readonly<Record<string, number | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, seconds]) =>
      seconds === undefined ? [] : [[name, formatDuration(seconds)]],
    ),
  );
