import type { Account } from "../../domain/account/account.ts";
import { recountClosures } from "../../domain/capacity/closures.ts";
import { recountCreations } from "../../domain/capacity/creations.ts";
import type { Change } from "../../domain/lease/change.ts";
import type { Instant } from "../../domain/time.ts";
import type { Ledger } from "../../ports/ledger.ts";

/**
 * Adds to a change of an account how much creating and closing goes on after it, where it begins or ends
 * to be a part of that: so a place is free in the moment in which the account does not need it any more.
 */
export async function withCapacity<C extends Change>(
  ledger: Ledger,
  before: Account | undefined,
  change: C,
  now: Instant,
): Promise<C> {
  const after = change.account;
  if (before === undefined || after === undefined) return change;
  const counted = await withCreations(ledger, before, change, now);
  const closures = recountClosures(await ledger.closures(), { before, after }, now);
  return closures === undefined ? counted : { ...counted, closures };
}

/** As `withCapacity`, for an account that is not being closed: creating and slots alone. */
export async function withCreations<C extends Change>(
  ledger: Ledger,
  before: Account | undefined,
  change: C,
  now: Instant,
): Promise<C> {
  const after = change.account;
  if (after === undefined) return change;
  const creations = recountCreations(await ledger.creations(), { before, after }, now);
  return creations === undefined ? change : { ...change, creations };
}
