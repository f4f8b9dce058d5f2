import { type Refusal, refuse } from "../failures.ts";
import type { Principal } from "../ids.ts";
import { LIMIT, USUAL_RULES } from "../spend/rules.ts";
import { between, type Instant, plus } from "../time.ts";
import { type Change, leaseEvent } from "./change.ts";
import type { ActiveLease, Lease } from "./lease.ts";

/** Lets nothing new be spent in the lease's account; its data stay, and its owner gets in. */
export function freezeLease(lease: ActiveLease, why: string, now: Instant): Change | undefined {
  if (lease.frozenAt !== undefined) return undefined;
  const version = lease.version + 1;
  const frozen: ActiveLease = { ...lease, version, frozenAt: now, wasFrozen: true };
  return {
    lease: frozen,
    events: [leaseEvent("LeaseFrozen", frozen, { at: now, by: "mayfly", why })],
  };
}

/**
 * When a lease is frozen because its end is near; undefined when its template does not want that, and where
 * more than half of the lease would go by like that.
 */
export function freezesAt({ template, activatedAt, expiresAt }: ActiveLease): Instant | undefined {
  const before = template.freezeBefore;
  return before === undefined || before > between(activatedAt, expiresAt) / 2
    ? undefined
    : plus(expiresAt, -before);
}

/** Freezes a lease whose end is near; undefined when it is not yet, or is frozen already. */
export function freezeForEnd(lease: ActiveLease, now: Instant): Change | undefined {
  const at = freezesAt(lease);
  if (at === undefined || at > now || lease.expiresAt <= now) return undefined;
  const why = `It ends at ${lease.expiresAt}: what is there can be fetched until then. An extension frees it.`;
  return freezeLease({ ...lease, frozenForEnd: true }, why, now);
}

/**
 * Frees a lease that was frozen because its end was near and is so no more, unless it has spent what lets
 * it be frozen anyway. Undefined when it stays as it is.
 */
export function freeFromEnd(lease: ActiveLease, now: Instant): ActiveLease | undefined {
  const at = freezesAt(lease);
  if (lease.frozenForEnd !== true || (at !== undefined && at <= now)) return undefined;
  const { frozenAt = now, frozenForEnd: _, ...rest } = lease;
  return mayNotSpend(lease) ? { ...rest, frozenAt } : rest;
}

const mayNotSpend = ({ template, spend }: ActiveLease): boolean =>
  (template.spend ?? USUAL_RULES).atLimit === "freeze" && spend?.told.includes(LIMIT) === true;

/** Whether the guard rail of frozen accounts may lie on the lease's account, or may have to be taken off it. */
export const mayBeFrozen = (lease: Lease): boolean => "wasFrozen" in lease || "frozenAt" in lease;

/** Whether that guard rail belongs on its account now. */
export const isFrozen = (lease: Lease): lease is ActiveLease =>
  lease.status === "active" && lease.frozenAt !== undefined;

/** Who lets a lease spend again, and on which budget: on the old one when none is named. */
export interface Unfreezing {
  readonly by: Principal;
  readonly budget?: number;
}

/**
 * Lets a frozen lease spend again. With a larger budget its shares are told anew; on the old budget it is
 * not frozen again.
 */
export function unfreezeLease(
  lease: Lease,
  { by, budget }: Unfreezing,
  now: Instant,
): Change | Refusal {
  if (lease.status !== "active" || lease.frozenAt === undefined)
    return refuse("wrong-state", `Lease ${lease.id} is not frozen.`);
  if (lease.frozenForEnd === true)
    return refuse(
      "wrong-state",
      `Lease ${lease.id} is frozen because it ends at ${lease.expiresAt}; extending it frees it.`,
    );
  const refusal = budget === undefined ? undefined : wrongBudget(lease, budget);
  if (refusal !== undefined) return refusal;
  const { frozenAt: _, ...rest } = lease;
  const unfrozen: ActiveLease = {
    ...rest,
    version: lease.version + 1,
    ...(budget === undefined ? {} : onBudget(lease, budget)),
  };
  const why = budget === undefined ? {} : { why: `The budget is ${budget} US dollars now.` };
  return {
    lease: unfrozen,
    events: [leaseEvent("LeaseUnfrozen", unfrozen, { at: now, by, ...why })],
  };
}

/** Shares that are still reached were told already; those above are to be told again. */
const onBudget = ({ spend }: ActiveLease, budget: number) => ({
  budget,
  ...(spend === undefined
    ? {}
    : { spend: { ...spend, told: spend.told.filter((share) => spend.amount >= share * budget) } }),
});

function wrongBudget(lease: ActiveLease, budget: number): Refusal | undefined {
  const { name, budget: allowed } = lease.template;
  if (budget <= lease.budget)
    return refuse(
      "invalid",
      `The budget of lease ${lease.id} is ${lease.budget} US dollars; ${budget} is not more.`,
      "budget",
    );
  if (budget <= allowed.limit) return undefined;
  return refuse(
    "limit-reached",
    `Template ${name} allows a budget of at most ${allowed.limit} US dollars, not ${budget}.`,
    "budget",
  );
}
