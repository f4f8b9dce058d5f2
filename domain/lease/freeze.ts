import { type Refusal, refuse } from "../failures.ts";
import type { Principal } from "../ids.ts";
import type { Instant } from "../time.ts";
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
