import { accountEvent, type Change } from "../lease/change.ts";
import { DAY, type Instant, plus } from "../time.ts";
import type { LeasedAccount } from "./account.ts";

/** How many accounts a reconcile compares with their baselines: each costs some twenty calls in the account. */
export const COMPARED_AT_ONCE = 10;

/** An account is compared at most so often. */
const COMPARED_EVERY = DAY;

/** Of many differences, those that are kept and told. */
const TOLD = 20;

/** Whose turn it is to be compared with its baseline: longest not compared first. */
export function dueForComparison(
  accounts: readonly LeasedAccount[],
  now: Instant,
): readonly LeasedAccount[] {
  const since = ({ comparedAt, recordedAt }: LeasedAccount) => comparedAt ?? recordedAt;
  return accounts
    .filter(({ comparedAt }) => comparedAt === undefined || plus(comparedAt, COMPARED_EVERY) <= now)
    .toSorted((one, other) => (since(one) < since(other) ? -1 : 1))
    .slice(0, COMPARED_AT_ONCE);
}

/** What a comparison found, and whether it was put right. */
export interface Comparison {
  readonly differences: readonly string[];
  readonly isRepaired: boolean;
}

/** Notes what a comparison found, and tells it when it is not what the last one found. */
export function compared(
  account: LeasedAccount,
  { differences, isRepaired }: Comparison,
  now: Instant,
): Change {
  const { drift: before = [], ...rest } = account;
  const kept = isRepaired ? [] : differences.slice(0, TOLD);
  const after: LeasedAccount = {
    ...rest,
    version: account.version + 1,
    comparedAt: now,
    ...(kept.length === 0 ? {} : { drift: kept }),
  };
  const isNew = differences.length > 0 && (isRepaired || kept.join() !== before.join());
  const type = isRepaired ? "AccountRepaired" : "AccountDrifted";
  const why = differences.slice(0, TOLD).join("; ").slice(0, LONGEST);
  const details = { differences: differences.length };
  const event = accountEvent(type, after, { at: now, by: "mayfly", why, details });
  return { account: after, events: isNew ? [event] : [] };
}

const LONGEST = 1_000;
