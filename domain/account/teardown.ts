import { SLOT_KEPT } from "../capacity/limits.ts";
import type { Principal } from "../ids.ts";
import { accountEvent, type Change } from "../lease/change.ts";
import type { Cause } from "../lease/lease.ts";
import { DAY, HOUR, type Instant, plus, type Seconds } from "../time.ts";
import type {
  Account,
  AttentionAccount,
  AvailableAccount,
  ClosedAccount,
  ClosingAccount,
  Hold,
  NukingAccount,
  QuarantinedAccount,
} from "./account.ts";
import { QUARANTINE_DEADLINE } from "./quarantine.ts";

/** A nuke or a closure that has not ended after this long is taken up again: longer than an execution lasts. */
export const TEARDOWN_DEADLINE = 13 * HOUR;

/** An account in `attention` is tried again by itself after this long … */
export const RETRY_ATTENTION_AFTER = DAY;

/** … but only until this many teardowns have been tried; then only a person starts another. */
export const LAST_AUTOMATIC_ATTEMPT = 7;

/** How long nobody asks again when AWS says that its closing quota is used up (facts 1.9). */
export const PARKED_FOR = DAY;

/** Accounts that a teardown may work on. */
export type TeardownAccount = QuarantinedAccount | NukingAccount | ClosingAccount;

export const isBeingTornDown = (account: Account): account is TeardownAccount =>
  account.status === "quarantined" || account.status === "nuking" || account.status === "closing";

/** Every rail held: from now on resources are deleted. A repetition changes nothing. */
export function startNuke(account: QuarantinedAccount | NukingAccount, now: Instant): Change {
  if (account.status === "nuking") return { events: [] };
  const nuking: NukingAccount = {
    ...condemned(account),
    status: "nuking",
    version: account.version + 1,
    dueAt: plus(now, TEARDOWN_DEADLINE),
  };
  return {
    account: nuking,
    events: [
      accountEvent("AccountNukeStarted", nuking, { at: now, by: "mayfly", from: account.status }),
    ],
  };
}

/** The nuke's last look found nothing but what is expected. */
export function foundClean(
  account: NukingAccount,
  evidence: { at: Instant; report: string },
): Change {
  if (account.cleanSince !== undefined) return { events: [] };
  const clean: NukingAccount = {
    ...account,
    version: account.version + 1,
    cleanSince: evidence.at,
  };
  const details = { report: evidence.report };
  return {
    account: clean,
    events: [accountEvent("AccountNuked", clean, { at: evidence.at, by: "mayfly", details })],
  };
}

/** A nuked account that was found clean. */
export type CleanAccount = NukingAccount & { readonly cleanSince: Instant };

export const isClean = (account: Account): account is CleanAccount =>
  account.status === "nuking" && account.cleanSince !== undefined;

/** Written before CloseAccount is called, at first and after a parking. A repetition changes nothing. */
export function startClosing(account: CleanAccount | ClosingAccount, now: Instant): Change {
  const closing: ClosingAccount = {
    ...condemned(account),
    status: "closing",
    version: account.version + 1,
    cleanSince: account.cleanSince,
    turnAt: ("turnAt" in account ? account.turnAt : undefined) ?? now,
    askedAt: now,
    dueAt: plus(now, TEARDOWN_DEADLINE),
  };
  if (account.status === "nuking")
    return {
      account: closing,
      events: [accountEvent("AccountClosing", closing, { at: now, by: "mayfly", from: "nuking" })],
    };
  const isRepeated = account.askedAt !== undefined && account.parked === undefined;
  return isRepeated ? { events: [] } : { account: closing, events: [] };
}

/** What stays the same while an account is torn down. */
export function condemned(account: TeardownAccount | AttentionAccount) {
  const { leaseId, disposition, attempt } = account;
  return { ...identityOf(account), leaseId, disposition, attempt };
}

/** What stays the same for the life of an account. */
function identityOf({
  key,
  name,
  email,
  recordedAt,
  accountId,
  uses,
}: TeardownAccount | AttentionAccount) {
  const counted = uses === undefined ? {} : { uses };
  return { key, name, email, recordedAt, accountId, ...counted };
}

/** AWS says that the account is closed. */
export function finishClosing(account: ClosingAccount, now: Instant): Change {
  const closed: ClosedAccount = {
    ...identityOf(account),
    status: "closed",
    version: account.version + 1,
    closedAt: now,
    dueAt: plus(now, SLOT_KEPT),
  };
  const event = accountEvent("AccountClosed", closed, { at: now, by: "mayfly", from: "closing" });
  return { account: closed, events: [{ ...event, leaseId: account.leaseId }] };
}

/** A clean account goes back to the pool, where it rests for so long first. */
export function returnToPool(account: CleanAccount, now: Instant, coolDown: Seconds = 0): Change {
  const available: AvailableAccount = {
    ...identityOf(account),
    status: "available",
    uses: (account.uses ?? 0) + 1,
    version: account.version + 1,
    availableSince: now,
    ...(coolDown === 0 ? {} : { restsUntil: plus(now, coolDown) }),
  };
  const event = accountEvent("AccountReturned", available, {
    at: now,
    by: "mayfly",
    from: "nuking",
  });
  return { account: available, events: [{ ...event, leaseId: account.leaseId }] };
}

/** The teardown failed: the account stays shut off, and a person is called. */
export function callForAttention(
  account: TeardownAccount,
  told: { cause: Cause; at: Instant },
): Change {
  const { cause, at } = told;
  const hold = isHeld(account) ? { hold: account.hold } : {};
  const attention: AttentionAccount = {
    ...condemned(account),
    status: "attention",
    version: account.version + 1,
    cause,
    attentionSince: at,
    ...hold,
    ...(account.attempt < LAST_AUTOMATIC_ATTEMPT && !isHeld(account)
      ? { dueAt: plus(at, RETRY_ATTENTION_AFTER) }
      : {}),
    ...(account.status === "closing" ? { cleanSince: account.cleanSince } : {}),
  };
  const why = `${cause.error}: ${cause.message}`;
  return {
    account: attention,
    events: [
      accountEvent("AccountNeedsAttention", attention, {
        at,
        by: "mayfly",
        from: account.status,
        why,
      }),
    ],
  };
}

const isHeld = (account: Account): account is Account & { readonly hold: Hold } =>
  "hold" in account;

/**
 * Starts the teardown again as the next attempt. What `attention` stopped begins with quarantine, unless it
 * was being closed: nobody, not even Mayfly, gets into an account that AWS may have closed.
 */
export function retryTeardown(
  account: TeardownAccount | AttentionAccount,
  by: Principal | "mayfly",
  now: Instant,
): Change {
  const again = account.status === "attention" ? takenUp(account, now) : onceMore(account, now);
  const details = { attempt: again.attempt };
  return {
    account: again,
    events: [accountEvent("AccountRetried", again, { at: now, by, from: account.status, details })],
  };
}

const nextAttempt = ({ version, attempt }: TeardownAccount | AttentionAccount) => ({
  version: version + 1,
  attempt: attempt + 1,
});

const onceMore = (account: TeardownAccount, now: Instant): TeardownAccount => ({
  ...account,
  ...nextAttempt(account),
  dueAt: plus(now, TEARDOWN_DEADLINE),
});

function takenUp(account: AttentionAccount, now: Instant): QuarantinedAccount | ClosingAccount {
  const next = { ...condemned(account), ...nextAttempt(account) };
  const { cleanSince } = account;
  return cleanSince === undefined
    ? {
        ...next,
        status: "quarantined",
        quarantinedAt: now,
        dueAt: plus(now, QUARANTINE_DEADLINE),
      }
    : { ...next, status: "closing", cleanSince, dueAt: plus(now, TEARDOWN_DEADLINE) };
}
