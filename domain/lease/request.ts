import type { Assignee } from "../access/assignee.ts";
import { formatDuration } from "../duration.ts";
import { type Refusal, refuse } from "../failures.ts";
import type { LeaseId, Principal } from "../ids.ts";
import { approvalFor } from "../template/approval.ts";
import type { LeaseTemplate } from "../template/template.ts";
import { DAY, type Instant, plus, type Seconds } from "../time.ts";
import type { TimeZone } from "../zone.ts";
import { type Change, leaseEvent } from "./change.ts";
import type { RequestedLease, Term, VendingLease } from "./lease.ts";
import { countOf, openLeases, recount, type Tally } from "./tally.ts";
import { lengthOf } from "./term.ts";

/** What somebody asks for. */
export interface LeaseRequest {
  readonly id: LeaseId;
  readonly owner: Principal;
  readonly template: LeaseTemplate;
  readonly purpose: string;
  /** The template's default duration when absent. */
  readonly term?: Term;
  /** US dollars for the whole lease; the template's default when absent. */
  readonly budget?: number;
  /** As the template demands it; found before anything is decided. */
  readonly assignee?: Assignee;
  /** Where the owner is. */
  readonly timeZone?: TimeZone;
  /** Where mail reaches the owner. */
  readonly email?: string;
}

/** What there is already of what a request is limited in. */
export interface Standing {
  readonly tally: Tally;
  /** Open leases of the template, of all owners together. */
  readonly inAll: number;
}

/** How long a request that carried an idempotency key is remembered: then the key opens a new lease. */
export const REMEMBERED_FOR: Seconds = DAY;

/** The change by which a lease begins. */
export type Requested = Change & { readonly lease: RequestedLease | VendingLease };

/**
 * Decides on a request: the lease waits for approval or goes straight to vending. Refuses a term or a
 * budget over the template's limits, and more leases at once than the template allows.
 */
export function requestLease(
  request: LeaseRequest,
  standing: Standing,
  now: Instant,
): Requested | Refusal {
  const term = request.term ?? { kind: "duration", seconds: request.template.duration.default };
  const refusal =
    overTerm(term, request.template, now) ?? overBudget(request) ?? overCount(request, standing);
  if (refusal !== undefined) return refusal;
  const requested: RequestedLease = {
    status: "requested",
    id: request.id,
    version: 1,
    owner: request.owner,
    template: request.template,
    purpose: request.purpose,
    term,
    budget: request.budget ?? request.template.budget.default,
    requestedAt: now,
    ...(request.assignee === undefined ? {} : { assignee: request.assignee }),
    ...(request.timeZone === undefined ? {} : { timeZone: request.timeZone }),
    ...(request.email === undefined ? {} : { email: request.email }),
  };
  const extent = { seconds: lengthOf(term, now), budget: requested.budget };
  const { isNeeded, why } = approvalFor(request.template.approval, extent);
  return withCounts(isNeeded ? asked(requested) : vended(requested, why), standing.tally);
}

const asked = (lease: RequestedLease) => ({
  lease,
  events: [
    leaseEvent("LeaseRequested", lease, {
      at: lease.requestedAt,
      by: lease.owner,
      why: lease.purpose,
    }),
  ],
});

/** Where rules decide, it is their decision that the history shows. */
function vended(requested: RequestedLease, why: string) {
  const lease: VendingLease = {
    ...requested,
    status: "vending",
    vendingSince: requested.requestedAt,
  };
  const at = requested.requestedAt;
  const byRules = { at, by: "mayfly", from: "requested", why } as const;
  return {
    lease,
    events: [
      leaseEvent("LeaseRequested", requested, { at, by: requested.owner, why: requested.purpose }),
      ...(requested.template.approval === "none"
        ? []
        : [leaseEvent("LeaseApproved", lease, byRules)]),
      leaseEvent("LeaseVending", lease, { at, by: "mayfly", from: "requested" }),
    ],
  };
}

function withCounts(
  change: { lease: RequestedLease | VendingLease; events: Change["events"] },
  tally: Tally,
): Requested {
  const recounted = recount(tally, undefined, change.lease);
  const count = countOf(undefined, change.lease);
  return {
    ...change,
    ...(recounted === undefined ? {} : { tally: recounted }),
    ...(count === undefined ? {} : { count }),
  };
}

function overTerm(term: Term, template: LeaseTemplate, now: Instant): Refusal | undefined {
  const field = term.kind === "duration" ? "duration" : "endsAt";
  const seconds = lengthOf(term, now);
  if (seconds <= 0)
    return refuse(
      "invalid",
      term.kind === "duration"
        ? "The duration must be longer than zero."
        : `The end ${term.at} is in the past.`,
      field,
    );
  if (seconds > template.duration.longest)
    return refuse(
      "limit-reached",
      `Template ${template.name} allows at most ${formatDuration(template.duration.longest)}; ${term.kind === "duration" ? formatDuration(seconds) : term.at} is longer.`,
      field,
    );
  const { latestEnd } = template;
  if (latestEnd !== undefined && plus(now, seconds) > latestEnd)
    return refuse(
      "limit-reached",
      `No lease of template ${template.name} lasts beyond ${latestEnd}.`,
      field,
    );
  return undefined;
}

function overBudget({ budget, template }: LeaseRequest): Refusal | undefined {
  if (budget === undefined || (budget > 0 && budget <= template.budget.limit)) return undefined;
  return refuse(
    budget > 0 ? "limit-reached" : "invalid",
    `Template ${template.name} allows a budget of 1 to ${template.budget.limit} US dollars, not ${budget}.`,
    "budget",
  );
}

function overCount(
  { template, owner }: LeaseRequest,
  { tally, inAll }: Standing,
): Refusal | undefined {
  const open = openLeases(tally, template.name);
  if (open < template.leasesAtOnce) {
    if (template.leasesInAll === undefined || inAll < template.leasesInAll) return undefined;
    return refuse(
      "limit-reached",
      `There are ${inAll} open leases of template ${template.name}, and ${template.leasesInAll} is the limit of all together. Try again when one has ended.`,
      "template",
    );
  }
  return refuse(
    "limit-reached",
    `${owner} holds ${open} open leases of template ${template.name}, and ${template.leasesAtOnce} is the limit. End one first.`,
    "template",
  );
}
