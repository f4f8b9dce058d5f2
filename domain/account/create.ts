import type { AccountId, LeaseId } from "../ids.ts";
import { accountEvent, type Change } from "../lease/change.ts";
import { type Instant, MINUTE, plus } from "../time.ts";
import type { ClosedAccount, CreatingAccount, PreparingAccount } from "./account.ts";

/** How often to look for an account whose creation is in doubt and which no lease waits for. */
export const SETTLE_AFTER = 15 * MINUTE;

/** Written before each call of CreateAccount: from now on the account may exist. */
export function submitCreation(
  account: CreatingAccount,
  now: Instant,
): Change & { readonly account: CreatingAccount } {
  const submitted: CreatingAccount = {
    ...account,
    version: account.version + 1,
    submittedAt: now,
    submissions: (account.submissions ?? 0) + 1,
  };
  return {
    account: submitted,
    events: [accountEvent("AccountCreationSubmitted", submitted, { at: now, by: "mayfly" })],
  };
}

/** AWS surely did nothing this time: it is as if CreateAccount had not been called. */
export function withdrawSubmission(account: CreatingAccount): Change {
  const { submittedAt, submissions = 1, ...rest } = account;
  const earlier =
    submissions > 1 && submittedAt !== undefined
      ? { submittedAt, submissions: submissions - 1 }
      : {};
  return { account: { ...rest, ...earlier, version: account.version + 1 }, events: [] };
}

/** Failures that tell of another request for the account: one of ours, because nobody else has its e-mail. */
const TELLING_OF_ANOTHER = ["EMAIL_ALREADY_EXISTS", "CONCURRENT_ACCOUNT_MODIFICATION"];

/** Whether an earlier call may have made the account, although AWS says no to the latest, and why. */
export const mayExistAlready = (account: CreatingAccount, reason: string): boolean =>
  (account.submissions ?? 0) > 1 || TELLING_OF_ANOTHER.includes(reason);

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
  const { submittedAt: _, requestId: __, dueAt: ___, submissions: ____, ...rest } = account;
  const { turnAt: _____, stocking: ______, ...identity } = rest;
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
  const { key, name, email, recordedAt } = account;
  const closed: ClosedAccount = {
    ...{ key, name, email, recordedAt },
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
