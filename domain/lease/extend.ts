import { formatDuration } from "../duration.ts";
import { type Refusal, refuse } from "../failures.ts";
import type { Principal } from "../ids.ts";
import { approvalFor } from "../template/approval.ts";
import { between, type Instant, plus } from "../time.ts";
import { type Change, leaseEvent } from "./change.ts";
import { freeFromEnd, isFrozen } from "./freeze.ts";
import type { ActiveLease, Lease, Term } from "./lease.ts";
import { latestEndOf, localEnd, putOff } from "./term.ts";

/**
 * Moves the end of an active lease: by a duration counted from its present end, or to a moment. The
 * whole lease stays within the template's longest duration, and the end never moves closer.
 */
export function extendLease(
  lease: Lease,
  extension: { by: Principal; term: Term },
  now: Instant,
): Change | Refusal {
  if (lease.status !== "active")
    return refuse(
      "wrong-state",
      `Lease ${lease.id} is ${lease.status}; only an active lease can be extended.`,
    );
  const asked =
    extension.term.kind === "until"
      ? extension.term.at
      : plus(lease.expiresAt, extension.term.seconds);
  const end = { ...extension, expiresAt: asked };
  const refusal =
    tooOften(lease) ?? notLater(lease, end, now) ?? tooLong(lease, end) ?? unapproved(lease, end);
  if (refusal !== undefined) return refusal;
  const expiresAt = extension.term.kind === "until" ? asked : withinHours(lease, asked);
  const extended: ActiveLease = {
    ...lease,
    version: lease.version + 1,
    expiresAt,
    extensions: lease.extensions + 1,
    warned: [],
  };
  const details = { expiresAt, before: lease.expiresAt, ...localEnd(lease, expiresAt) };
  const told = { at: now, by: extension.by };
  const freed = freeFromEnd(extended, now);
  return {
    lease: freed ?? extended,
    events: [
      leaseEvent("LeaseExtended", extended, { ...told, details }),
      ...(freed === undefined || isFrozen(freed) ? [] : [leaseEvent("LeaseUnfrozen", freed, told)]),
    ],
  };
}

function tooOften(lease: ActiveLease): Refusal | undefined {
  const { name, extensions } = lease.template;
  if (lease.extensions < extensions) return undefined;
  return refuse(
    "limit-reached",
    `Template ${name} allows ${extensions} extensions, and lease ${lease.id} has had ${lease.extensions}.`,
  );
}

const withinHours = (lease: ActiveLease, end: Instant): Instant =>
  putOff(lease, end, latestEndOf(lease.template, lease.activatedAt));

interface NewEnd {
  readonly by: Principal;
  readonly term: Term;
  readonly expiresAt: Instant;
}

const fieldOf = (term: Term) => (term.kind === "duration" ? "duration" : "endsAt");

function notLater(
  lease: ActiveLease,
  { term, expiresAt }: NewEnd,
  now: Instant,
): Refusal | undefined {
  if (lease.expiresAt <= now)
    return refuse(
      "wrong-state",
      `Lease ${lease.id} expired at ${lease.expiresAt} and is being ended.`,
    );
  if (expiresAt > lease.expiresAt) return undefined;
  return refuse(
    "invalid",
    `The new end ${expiresAt} is not later than the present end ${lease.expiresAt}. To end sooner, end the lease.`,
    fieldOf(term),
  );
}

function tooLong(lease: ActiveLease, { term, expiresAt }: NewEnd): Refusal | undefined {
  const { name, duration, latestEnd, longestExtension } = lease.template;
  if (latestEnd !== undefined && expiresAt > latestEnd)
    return refuse(
      "limit-reached",
      `No lease of template ${name} lasts beyond ${latestEnd}.`,
      fieldOf(term),
    );
  if (longestExtension !== undefined && between(lease.expiresAt, expiresAt) > longestExtension)
    return refuse(
      "limit-reached",
      `Template ${name} allows extensions of ${formatDuration(longestExtension)} at most.`,
      fieldOf(term),
    );
  if (between(lease.activatedAt, expiresAt) <= duration.longest) return undefined;
  return refuse(
    "limit-reached",
    `Template ${name} allows ${formatDuration(duration.longest)} in all, so this lease can last until ${plus(lease.activatedAt, duration.longest)} at most.`,
    fieldOf(term),
  );
}

/** What needs approval does not come about by extensions: only somebody else may go beyond the rules. */
function unapproved(lease: ActiveLease, { by, expiresAt, term }: NewEnd): Refusal | undefined {
  if (lease.approvedBy !== undefined || by !== lease.owner) return undefined;
  const seconds = between(lease.activatedAt, expiresAt);
  const { isNeeded, why } = approvalFor(lease.template.approval, { seconds, budget: lease.budget });
  if (!isNeeded) return undefined;
  return refuse(
    "limit-reached",
    `${why} Ask an administrator to extend lease ${lease.id}.`,
    fieldOf(term),
  );
}
