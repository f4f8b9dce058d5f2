import type { AccountId } from "../ids.ts";
import { accountEvent, type Change } from "../lease/change.ts";
import { between, HOUR, type Instant, plus } from "../time.ts";
import type { AvailableAccount, CreatingAccount } from "./account.ts";
import { neverCreated } from "./create.ts";
import { LOST_AFTER } from "./settle.ts";

/** An account for the pool that is not there after so long is taken up by another execution. */
const STOCKING_DEADLINE = 2 * HOUR;

type Intent = Pick<CreatingAccount, "key" | "name" | "email"> & { readonly turnAt: Instant };

/** Begins to create an account for the pool: an event starts the execution. */
export function startStocking(
  intent: Intent,
  now: Instant,
): Change & { readonly account: CreatingAccount & { readonly turnAt: Instant } } {
  const account = {
    ...intent,
    status: "creating",
    version: 1,
    recordedAt: now,
    stocking: 1,
    dueAt: plus(intent.turnAt, STOCKING_DEADLINE),
  } as const;
  return { account, events: [stockingEvent(account, { at: now, turnAt: intent.turnAt })] };
}

/** Tries again, unless the account is lost: then there will be none. */
export function stockAgain(account: CreatingAccount, now: Instant): Change {
  if (between(account.recordedAt, now) >= LOST_AFTER)
    return neverCreated(account, { at: now, why: "Organizations does not know it." });
  const again: CreatingAccount = {
    ...account,
    version: account.version + 1,
    stocking: (account.stocking ?? 1) + 1,
    dueAt: plus(now, STOCKING_DEADLINE),
  };
  return { account: again, events: [stockingEvent(again, { at: now, turnAt: now })] };
}

const stockingEvent = (account: CreatingAccount, told: { at: Instant; turnAt: Instant }) =>
  accountEvent("AccountStocking", account, {
    ...{ at: told.at, by: "mayfly" },
    details: { attempt: account.stocking ?? 1, turnAt: told.turnAt },
  });

/** The account exists, and lies in the pool. */
export function stocked(account: CreatingAccount, accountId: AccountId, now: Instant): Change {
  const { key, name, email, recordedAt } = account;
  const available: AvailableAccount = {
    ...{ key, name, email, recordedAt, accountId },
    status: "available",
    version: account.version + 1,
    availableSince: now,
  };
  return {
    account: available,
    numbered: accountId,
    events: [
      accountEvent("AccountStocked", available, { at: now, by: "mayfly", from: "creating" }),
    ],
  };
}
