import type { Assignee } from "../access/assignee.ts";
import { formatDuration } from "../duration.ts";
import { type Refusal, refuse } from "../failures.ts";
import type { LeaseId, Principal } from "../ids.ts";
import type { LeaseTemplate } from "../template/template.ts";
import { between, DAY, type Instant, type Seconds } from "../time.ts";
import { type Change, leaseEvent } from "./change.ts";
import type { RequestedLease, Term, VendingLease } from "./lease.ts";
import { openLeases, recount, type Tally } from "./tally.ts";

/** What somebody asks for. */
export interface LeaseRequest {
  readonly id: LeaseId;
  readonly owner: Principal;
  readonly template: LeaseTemplate;
  readonly purpose: string;
  /** The template's default duration when absent. */
  readonly term?: Term;
  /** US dollars a month; the template's default when absent. */
  readonly budget?: number;
  /** As the template demands it; found before anything is decided. */
  readonly assignee?: Assignee;
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
  tally: Tally,
  now: Instant,
): Requested | Refusal {
  const term = request.term ?? { kind: "duration", seconds: request.template.duration.default };
  const refusal =
    overTerm(term, request.template, now) ?? overBudget(request) ?? overCount(request, tally);
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
  };
  return withTally(
    request.template.approval === "always" ? asked(requested) : vended(requested),
    tally,
  );
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

function vended(requested: RequestedLease) {
  const lease: VendingLease = {
    ...requested,
    status: "vending",
    vendingSince: requested.requestedAt,
  };
  const told = { at: requested.requestedAt, by: requested.owner };
  return {
    lease,
    events: [
      leaseEvent("LeaseRequested", requested, { ...told, why: requested.purpose }),
      leaseEvent("LeaseVending", lease, { ...told, by: "mayfly", from: "requested" }),
    ],
  };
}

function withTally(
  change: { lease: RequestedLease | VendingLease; events: Change["events"] },
  tally: Tally,
): Requested {
  const recounted = recount(tally, undefined, change.lease);
  return recounted === undefined ? change : { ...change, tally: recounted };
}

/** How long a term lasts when the account is handed over at `now`. */
export const lengthOf = (term: Term, now: Instant): Seconds =>
  term.kind === "duration" ? term.seconds : between(now, term.at);

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
  return undefined;
}

function overBudget({ budget, template }: LeaseRequest): Refusal | undefined {
  if (budget === undefined || (budget > 0 && budget <= template.budget.limit)) return undefined;
  return refuse(
    budget > 0 ? "limit-reached" : "invalid",
    `Template ${template.name} allows a budget of 1 to ${template.budget.limit} US dollars a month, not ${budget}.`,
    "budget",
  );
}

function overCount({ template, owner }: LeaseRequest, tally: Tally): Refusal | undefined {
  const open = openLeases(tally, template.name);
  if (open < template.leasesAtOnce) return undefined;
  return refuse(
    "limit-reached",
    `${owner} holds ${open} open leases of template ${template.name}, and ${template.leasesAtOnce} is the limit. End one first.`,
    "template",
  );
}
