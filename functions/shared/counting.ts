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
  const transition = { before, after };
  const creations = recountCreations(await ledger.creations(), transition, now);
  const closures = recountClosures(await ledger.closures(), transition, now);
  return {
    ...change,
    ...(creations === undefined ? {} : { creations }),
    ...(closures === undefined ? {} : { closures }),
  };
}
