import type { AccountId, LeaseId } from "../ids.ts";
import { accountEvent, type Change } from "../lease/change.ts";
import { type Instant, MINUTE, plus } from "../time.ts";
import type { ClosedAccount, CreatingAccount, PreparingAccount } from "./account.ts";

/** How often to look for an account whose creation is in doubt and which no lease waits for. */
export const SETTLE_AFTER = 15 * MINUTE;

/** Written before CreateAccount is called: from now on the account may exist. */
export function submitCreation(
  account: CreatingAccount,
  now: Instant,
): Change & { readonly account: CreatingAccount } {
  const submitted: CreatingAccount = { ...account, version: account.version + 1, submittedAt: now };
  return {
    account: submitted,
    events: [accountEvent("AccountCreationSubmitted", submitted, { at: now, by: "mayfly" })],
  };
}

/** The answer of CreateAccount was heard, or found again: the request has an identifier. */
export function acceptCreation(account: CreatingAccount, requestId: string, now: Instant): Change {
  const accepted: CreatingAccount = { ...account, version: account.version + 1, requestId };
  return {
    account: accepted,
    events: [
      accountEvent("AccountCreationAccepted", accepted, {
        at: now,
        by: "mayfly",
        details: { requestId },
      }),
    ],
  };
}

/** The account's number is known: it exists, and is prepared for the lease that waits for it. */
export function accountCreated(
  account: CreatingAccount,
  found: { accountId: AccountId; leaseId: LeaseId },
  now: Instant,
): Change & { readonly account: PreparingAccount } {
  const { submittedAt: _, requestId: __, dueAt: ___, turnAt: ____, ...identity } = account;
  const preparing: PreparingAccount = {
    ...identity,
    ...found,
    status: "preparing",
    version: account.version + 1,
  };
  return {
    account: preparing,
    numbered: found.accountId,
    events: [
      accountEvent("AccountCreated", preparing, { at: now, by: "mayfly", from: "creating" }),
    ],
  };
}

/** There is no such account and there will be none: the record is closed, its e-mail stays burned. */
export function neverCreated(account: CreatingAccount, told: { at: Instant; why: string }): Change {
  const { submittedAt: _, requestId: __, dueAt: ___, leaseId: ____, ...rest } = account;
  const { turnAt: _____, ...identity } = rest;
  const closed: ClosedAccount = {
    ...identity,
    status: "closed",
    version: account.version + 1,
    closedAt: told.at,
  };
  const event = accountEvent("AccountNeverCreated", closed, {
    ...told,
    by: "mayfly",
    from: "creating",
  });
  return {
    account: closed,
    events: [account.leaseId === undefined ? event : { ...event, leaseId: account.leaseId }],
  };
}

/** Looks again later: AWS has not said yet what became of the creation. */
export function postponeSettling(account: CreatingAccount, now: Instant): Change {
  return {
    account: { ...account, version: account.version + 1, dueAt: plus(now, SETTLE_AFTER) },
    events: [],
  };
}
