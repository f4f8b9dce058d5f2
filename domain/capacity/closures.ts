import type { Account } from "../account/account.ts";
import { type Instant, instantOf, plus } from "../time.ts";
import { CLOSURE_PACE, CLOSURE_WINDOW, CLOSURES_IN_PROGRESS } from "./limits.ts";
import { afterCall, type FullAt, nextCall } from "./pace.ts";

/** How much closing is going on: one record, changed together with the accounts that it counts. */
export interface Closures {
  readonly version: number;
  /** Accounts that Organizations is closing, or will be asked to at their turn. */
  readonly inProgress: number;
  /** The bucket of CloseAccount, with every turn that was given taken out. */
  readonly promised: FullAt;
  /** The same bucket with only the calls taken out that were made, at the moment they were made. */
  readonly spent: FullAt;
  /** The turns of the last 30 days, oldest first. */
  readonly turns: readonly Instant[];
  /** AWS said that its quota is used up, by closings that are not ours: nobody asks before. */
  readonly refusedUntil?: Instant;
  readonly changedAt: Instant;
}

const LONG_AGO = instantOf(0);

export const noClosures: Closures = {
  version: 0,
  inProgress: 0,
  promised: LONG_AGO,
  spent: LONG_AGO,
  turns: [],
  changedAt: LONG_AGO,
};

const isBeingClosed = (account: Account): boolean =>
  account.status === "closing" && account.turnAt !== undefined;

/** What the count is by the accounts themselves. */
export const countClosures = (accounts: readonly Account[]): number =>
  accounts.filter(isBeingClosed).length;

/** The record after an account went from `before` to `after`; undefined if unchanged. */
export function recountClosures(
  closures: Closures,
  transition: { readonly before: Account; readonly after: Account },
  now: Instant,
): Closures | undefined {
  const difference =
    Number(isBeingClosed(transition.after)) - Number(isBeingClosed(transition.before));
  if (difference === 0) return undefined;
  return {
    ...closures,
    version: closures.version + 1,
    inProgress: Math.max(0, closures.inProgress + difference),
    changedAt: now,
  };
}

/** Turns that still count in the rolling window. */
const turnsInWindow = (closures: Closures, now: Instant): readonly Instant[] =>
  closures.turns.filter((turn) => turn > plus(now, -CLOSURE_WINDOW));

/** Closures that the window still allows. */
export const closuresLeft = (closures: Closures, quota: number, now: Instant): number =>
  Math.max(0, quota - turnsInWindow(closures, now).length);

/**
 * When the window lets the closure through that is at this position of the queue, from 1.
 *
 * @returns `now` when it does already
 */
export function windowFreesAt(
  closures: Closures,
  { quota, position }: { readonly quota: number; readonly position: number },
  now: Instant,
): Instant {
  const turns = turnsInWindow(closures, now);
  const excess = turns.length + position - quota;
  // Those further back than a whole window wait for turns that are not given yet: at least as long.
  const freeing = turns[Math.min(excess, turns.length) - 1];
  const free = excess <= 0 || freeing === undefined ? now : plus(freeing, CLOSURE_WINDOW);
  const refused = closures.refusedUntil ?? now;
  return refused > free ? refused : free;
}

/** When CloseAccount may be called for one account more; undefined while no place is free, or the quota is not. */
export function closureTurn(closures: Closures, quota: number, now: Instant): Instant | undefined {
  const isFull =
    closures.inProgress >= CLOSURES_IN_PROGRESS ||
    windowFreesAt(closures, { quota, position: 1 }, now) > now;
  return isFull ? undefined : nextCall(CLOSURE_PACE, closures.promised, now);
}

/** Gives the turn away. */
export const giveClosureTurn = (closures: Closures, turn: Instant, now: Instant): Closures => ({
  ...closures,
  version: closures.version + 1,
  inProgress: closures.inProgress + 1,
  promised: afterCall(CLOSURE_PACE, closures.promised, turn),
  turns: [...turnsInWindow(closures, now), turn],
  changedAt: now,
});

/** AWS refused the call of an account for its quota: its turn does not count, and nobody has one until then. */
export const refuseClosures = (
  closures: Closures,
  refused: { readonly turnAt: Instant; readonly until: Instant },
  now: Instant,
): Closures => ({
  ...closures,
  version: closures.version + 1,
  inProgress: Math.max(0, closures.inProgress - 1),
  turns: closures.turns.filter((turn) => turn !== refused.turnAt),
  refusedUntil: refused.until,
  changedAt: now,
});

/** A person wants AWS to be asked again, although it has refused not long ago. */
export function askClosuresAgain(closures: Closures, now: Instant): Closures {
  const { refusedUntil: _, ...rest } = closures;
  return { ...rest, version: closures.version + 1, changedAt: now };
}

/** The record with a call made at `now`; the moment to wait for when that would be too early. */
export function spendClosure(closures: Closures, now: Instant): Closures | Instant {
  const at = nextCall(CLOSURE_PACE, closures.spent, now);
  if (at > now) return at;
  const spent = afterCall(CLOSURE_PACE, closures.spent, now);
  // Whoever is late moves those who have no turn yet, so that a turn is seldom given too early.
  const promised = spent > closures.promised ? spent : closures.promised;
  return { ...closures, version: closures.version + 1, spent, promised, changedAt: now };
}
