import type { AccountId, LeaseId } from "../ids.ts";
import type { Instant } from "../time.ts";
import { type DailyCost, type Day, dayOf, dollars } from "./cost.ts";

/** What one account cost on one day, in US dollars. */
export interface AccountCost {
  readonly accountId: AccountId;
  readonly day: Day;
  readonly amount: number;
}

/** A lease's hold of its account, which lasts still when there is no end. */
export interface Hold {
  readonly leaseId: LeaseId;
  readonly accountId: AccountId;
  readonly from: Instant;
  readonly to?: Instant;
}

/**
 * Says which lease each day's cost belongs to: AWS tells it by account and day, so every such day counts
 * for one lease at most, and sums add up. When an account changes hands within a day, that day is the
 * earlier lease's. What an account costs while nobody holds it is nobody's.
 */
export function attribute(
  costs: readonly AccountCost[],
  holds: readonly Hold[],
): ReadonlyMap<LeaseId, readonly DailyCost[]> {
  const inOrder = holds.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const found = new Map<LeaseId, DailyCost[]>();
  for (const { accountId, day, amount } of costs) {
    const holder = inOrder.find((hold) => hold.accountId === accountId && holdsOn(hold, day));
    if (holder === undefined) continue;
    const days = found.get(holder.leaseId) ?? [];
    found.set(holder.leaseId, [...days, { day, amount: dollars(amount) }]);
  }
  return found;
}

const holdsOn = ({ from, to }: Hold, day: Day): boolean =>
  dayOf(from) <= day && (to === undefined || day <= dayOf(to));
