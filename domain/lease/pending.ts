import { formatDuration } from "../duration.ts";
import { type Approvers, PATIENCE, REMINDERS, SUBSTITUTES_AFTER } from "../template/approval.ts";
import type { LeaseTemplate } from "../template/template.ts";
import { between, earliest, type Instant, plus, type Seconds } from "../time.ts";
import { cancelledFrom } from "./approve.ts";
import { type Change, leaseEvent } from "./change.ts";
import type { RequestedLease } from "./lease.ts";

const patienceOf = ({ approvers }: LeaseTemplate): Seconds => approvers?.patience ?? PATIENCE;

/** When a request lapses that nobody decides on: when patience ends, or when it would be over anyway. */
export function lapsesAt({ requestedAt, template, term }: RequestedLease): Instant {
  const patience = plus(requestedAt, patienceOf(template));
  return term.kind === "until" ? earliest(patience, term.at) : patience;
}

const substitutesAfter = (approvers: Approvers): Seconds =>
  approvers.substitutesAfter ?? SUBSTITUTES_AFTER;

/** Whom a template names as its approvers by now; undefined when it leaves that to the deployment. */
export function approversNow(
  template: LeaseTemplate,
  requestedAt: Instant,
  now: Instant,
): { readonly instead?: readonly string[]; readonly too: readonly string[] } {
  const { approvers } = template;
  if (approvers === undefined) return { too: [] };
  const { approvers: instead, substitutes = [] } = approvers;
  const isLate = between(requestedAt, now) >= substitutesAfter(approvers);
  return { ...(instead === undefined ? {} : { instead }), too: isLate ? substitutes : [] };
}

/** How long after the request its approvers are told again; when the substitutes come in, they are too. */
function moments({ approvers }: LeaseTemplate): readonly Seconds[] {
  const reminders = approvers?.reminders ?? REMINDERS;
  if (approvers?.substitutes === undefined) return reminders;
  return [...new Set([...reminders, substitutesAfter(approvers)])];
}

/** Which reminders are still to come before the request lapses. */
export function pendingReminders(lease: RequestedLease): readonly Seconds[] {
  const { requestedAt, template, reminded = [] } = lease;
  return moments(template).filter(
    (after) => !reminded.includes(after) && plus(requestedAt, after) < lapsesAt(lease),
  );
}

/** Reminds the approvers. Several reminders that have come due at once are one. Undefined when none is due. */
export function remindApprovers(lease: RequestedLease, now: Instant): Change | undefined {
  const due = pendingReminders(lease).filter((after) => plus(lease.requestedAt, after) <= now);
  if (due.length === 0) return undefined;
  const reminded: RequestedLease = {
    ...lease,
    version: lease.version + 1,
    reminded: [...(lease.reminded ?? []), ...due],
  };
  const details = {
    ...{ waiting: between(lease.requestedAt, now), lapsesAt: lapsesAt(lease) },
    substitutes: approversNow(lease.template, lease.requestedAt, now).too.length > 0,
  };
  return {
    lease: reminded,
    events: [leaseEvent("LeaseAwaitsApproval", reminded, { at: now, by: "mayfly", details })],
  };
}

/** Lets a request lapse that nobody has decided on. Undefined when there is still time. */
export function lapseRequest(lease: RequestedLease, now: Instant): Change | undefined {
  if (lapsesAt(lease) > now) return undefined;
  const lapsed = cancelledFrom(lease, now);
  const why = `Nobody decided within ${formatDuration(between(lease.requestedAt, lapsesAt(lease)))}.`;
  return {
    lease: lapsed,
    events: [leaseEvent("LeaseLapsed", lapsed, { at: now, by: "mayfly", from: lease.status, why })],
  };
}
