import type { LeasedAccount } from "../account/account.ts";
import { type Change, leaseEvent } from "../lease/change.ts";
import { endActive } from "../lease/end.ts";
import { freezeLease } from "../lease/freeze.ts";
import type { ActiveLease, EndedLease, EndingLease } from "../lease/lease.ts";
import type { Instant } from "../time.ts";
import { changed, type DailyCost, merged, sumOf } from "./cost.ts";
import { forecastOf } from "./forecast.ts";
import { LIMIT, USUAL_RULES } from "./rules.ts";
import type { Spend } from "./spend.ts";

/** A lease that has, or had, an account to spend with. */
export type SpendingLease = ActiveLease | EndingLease | EndedLease;

/** What a measurement says of a lease. */
export interface Measured {
  /** Every day that is known in the ledger. */
  readonly known: readonly DailyCost[];
  /** Days as AWS tells them now. */
  readonly anew: readonly DailyCost[];
  readonly at: Instant;
}

/**
 * Writes down what a lease has spent, and does what its template says about it. Each share of the budget
 * is told once for this budget, however often and in whatever order measurements come; of several that
 * are reached at once only the highest is told. Costs that come in after the end are written down, and
 * nothing more. Undefined when there is nothing new.
 *
 * @param account the one that the lease holds, while it is active
 */
export function recordSpend(
  lease: SpendingLease,
  measured: Measured,
  account: LeasedAccount | undefined,
): Change | undefined {
  const days = merged(measured.known, measured.anew);
  const news = changed(measured.known, days);
  const told = lease.spend?.told ?? [];
  const spend = spendOf(lease, days, { at: measured.at, told });
  const costs = { leaseId: lease.id, days: news };
  const version = lease.version + 1;
  if (lease.status !== "active")
    return news.length === 0
      ? undefined
      : { lease: { ...lease, version, spend }, costs, events: [] };
  const reached = newlyReached(lease, spend);
  if (news.length === 0 && reached.length === 0 && lease.spend !== undefined) return undefined;
  const next = { ...lease, version, spend: { ...spend, told: [...told, ...reached] } };
  return { ...withAlert(next, reached, account), costs };
}

function spendOf(
  lease: SpendingLease,
  days: readonly DailyCost[],
  { at, told }: { at: Instant; told: readonly number[] },
): Spend {
  const until = days.findLast(({ amount }) => amount !== 0)?.day;
  const amount = sumOf(days);
  return {
    ...{ amount, measuredAt: at, told, ...(until === undefined ? {} : { until }) },
    forecast: lease.status === "active" ? forecastOf(lease, days, at) : amount,
  };
}

const rulesOf = ({ template }: ActiveLease) => template.spend ?? USUAL_RULES;

function newlyReached(lease: ActiveLease, { amount, told }: Spend): readonly number[] {
  const shares = new Set([...rulesOf(lease).alerts, LIMIT]);
  return [...shares].filter((share) => amount >= share * lease.budget && !told.includes(share));
}

/** The lease with the event that tells the highest share, and with what the limit demands. */
function withAlert(
  lease: ActiveLease & { readonly spend: Spend },
  reached: readonly number[],
  account: LeasedAccount | undefined,
): Change {
  if (reached.length === 0) return { lease, events: [] };
  const alert = alertOf(lease, Math.max(...reached));
  const limit = reached.includes(LIMIT) ? atLimit(lease, account) : undefined;
  return limit === undefined
    ? { lease, events: [alert] }
    : { ...limit, events: [alert, ...limit.events] };
}

function alertOf(lease: ActiveLease & { readonly spend: Spend }, share: number) {
  const { amount, forecast, measuredAt, until = measuredAt.slice(0, 10) } = lease.spend;
  const details = {
    ...{ amount, budget: lease.budget, currency: "USD", share, forecast, until, measuredAt },
  };
  return leaseEvent("LeaseSpendReached", lease, { at: measuredAt, by: "mayfly", details });
}

/** One version further than the lease was before the measurement, as every change is. */
function atLimit(
  lease: ActiveLease & { readonly spend: Spend },
  account: LeasedAccount | undefined,
): Change | undefined {
  const before = { ...lease, version: lease.version - 1 };
  const at = lease.spend.measuredAt;
  const why = `The budget of ${lease.budget} US dollars is used up: ${lease.spend.amount} are spent.`;
  const rule = rulesOf(lease).atLimit;
  if (rule === "freeze") return freezeLease(before, why, at);
  if (rule === "end" && account !== undefined)
    return endActive(before, account, { by: "mayfly", reason: "budget-used-up", at });
  return undefined;
}
