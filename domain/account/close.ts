import { accountEvent, type Change } from "../lease/change.ts";
import { DAY, type Instant, MINUTE, plus } from "../time.ts";
import type { ClosedAccount, ClosingAccount, GoneAccount } from "./account.ts";
import { type CleanAccount, condemned } from "./teardown.ts";

/** A turn that nobody used by then is taken up by the sweep: its execution got lost. */
const TURN_UNUSED_AFTER = 15 * MINUTE;

/** How long until another look whether a closed account has left: AWS takes "a few extra days" (facts 1.5). */
const LOOK_AGAIN_AFTER = DAY;

/** The account has a turn: CloseAccount may be called for it at `turnAt`, by the execution that asks. */
export function admitClosure(
  account: CleanAccount | ClosingAccount,
  turnAt: Instant,
  now: Instant,
): Change & { readonly account: ClosingAccount } {
  const admitted: ClosingAccount = {
    ...condemned(account),
    status: "closing",
    version: account.version + 1,
    cleanSince: account.cleanSince,
    turnAt,
    dueAt: plus(turnAt, TURN_UNUSED_AFTER),
  };
  const told = { at: now, by: "mayfly", from: account.status, details: { turnAt } } as const;
  return {
    account: admitted,
    events: account.status === "nuking" ? [accountEvent("AccountClosing", admitted, told)] : [],
  };
}

/** As `admitClosure`, for an account whose execution has ended meanwhile: an event starts the next one. */
export function wakeClosure(account: ClosingAccount, turnAt: Instant, now: Instant): Change {
  const { account: admitted } = admitClosure(account, turnAt, now);
  const awake: ClosingAccount = { ...admitted, attempt: account.attempt + 1 };
  const details = { turnAt, attempt: awake.attempt };
  return {
    account: awake,
    events: [
      accountEvent("AccountClosureAdmitted", awake, {
        ...{ at: now, by: "mayfly", from: "closing", details },
      }),
    ],
  };
}

/** Whether an account waits in the queue of closures. */
export const isParked = (account: ClosingAccount): boolean => account.queuedAt !== undefined;

/** The account waits longer than was thought. */
export const postponeParked = (account: ClosingAccount, until: Instant): Change => ({
  account: { ...account, version: account.version + 1, dueAt: until },
  events: [],
});

/** The account has left the organization for good, and its slot is free. */
export function recordGone(
  account: ClosedAccount & { readonly accountId: NonNullable<ClosedAccount["accountId"]> },
  now: Instant,
): Change & { readonly account: GoneAccount } {
  const { dueAt: _, ...rest } = account;
  const gone: GoneAccount = { ...rest, status: "gone", version: account.version + 1, goneAt: now };
  return {
    account: gone,
    events: [accountEvent("AccountGone", gone, { at: now, by: "mayfly", from: "closed" })],
  };
}

/** Organizations still has it. */
export const lookAgain = (account: ClosedAccount, now: Instant): Change => ({
  account: { ...account, version: account.version + 1, dueAt: plus(now, LOOK_AGAIN_AFTER) },
  events: [],
});

/**
 * Limits of Organizations forbid closing now: the account waits in the queue, in which it keeps its
 * place, at least until `until`.
 */
export function parkClosure(
  account: CleanAccount | ClosingAccount,
  parking: { until: Instant; why: string },
  now: Instant,
): Change {
  const parked: ClosingAccount = {
    ...condemned(account),
    status: "closing",
    version: account.version + 1,
    cleanSince: account.cleanSince,
    queuedAt: ("queuedAt" in account ? account.queuedAt : undefined) ?? now,
    parked: parking.why,
    dueAt: parking.until,
  };
  const details = { until: parking.until };
  return {
    account: parked,
    events: [
      accountEvent("AccountClosureParked", parked, {
        at: now,
        by: "mayfly",
        ...(account.status === "nuking" ? { from: account.status } : {}),
        why: parking.why,
        details,
      }),
    ],
  };
}
