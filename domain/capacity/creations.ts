import type { Account } from "../account/account.ts";
import { type Instant, instantOf } from "../time.ts";
import { CREATION_PACE, CREATIONS_IN_PROGRESS } from "./limits.ts";
import { afterCall, type FullAt, nextCall } from "./pace.ts";

/** How much creating is going on: one record, changed together with the accounts that it counts. */
export interface Creations {
  readonly version: number;
  /** Accounts that Organizations is creating, or will be asked for at their turn. */
  readonly inProgress: number;
  /** Accounts of ours that take a slot of the organization, closed ones included until they have left. */
  readonly accounts: number;
  /** The bucket of CreateAccount, with every turn that was given taken out. */
  readonly promised: FullAt;
  /** The same bucket with only the calls taken out that were made, at the moment they were made. */
  readonly spent: FullAt;
  readonly changedAt: Instant;
  /** When the sweep last compared the counts with the accounts themselves. */
  readonly comparedAt?: Instant;
}

const LONG_AGO = instantOf(0);

export const noCreations: Creations = {
  version: 0,
  inProgress: 0,
  accounts: 0,
  promised: LONG_AGO,
  spent: LONG_AGO,
  changedAt: LONG_AGO,
};

/** One that nobody waits for any more may be lost: it is looked for, but AWS has long stopped creating it. */
const isBeingCreated = (account: Account | undefined): boolean =>
  account?.status === "creating" && (account.dueAt === undefined || account.stocking === 1);

/** Everything that exists in the organization, or may. */
const takesSlot = (account: Account | undefined): boolean => {
  if (account === undefined || account.status === "gone") return false;
  return account.status !== "closed" || account.accountId !== undefined;
};

/** What the counts are by the accounts themselves. */
export const countCreations = (accounts: readonly Account[]) => ({
  inProgress: accounts.filter(isBeingCreated).length,
  accounts: accounts.filter(takesSlot).length,
});

/** The record after an account went from `before` (absent when it is new) to `after`; undefined if unchanged. */
export function recountCreations(
  creations: Creations,
  transition: { readonly before: Account | undefined; readonly after: Account },
  now: Instant,
): Creations | undefined {
  const { before, after } = transition;
  const created = Number(isBeingCreated(after)) - Number(isBeingCreated(before));
  const slots = Number(takesSlot(after)) - Number(takesSlot(before));
  if (created === 0 && slots === 0) return undefined;
  return {
    ...creations,
    version: creations.version + 1,
    inProgress: Math.max(0, creations.inProgress + created),
    accounts: Math.max(0, creations.accounts + slots),
    changedAt: now,
  };
}

/** Slots of the organization that nothing takes. */
export const slotsLeft = (creations: Creations, slots: number): number =>
  Math.max(0, slots - creations.accounts);

/**
 * When CreateAccount may be called for one account more; undefined while no place or no slot is free.
 *
 * @param slots how many accounts of ours the organization has room for
 */
export function creationTurn(
  creations: Creations,
  slots: number,
  now: Instant,
): Instant | undefined {
  const isFull = creations.inProgress >= CREATIONS_IN_PROGRESS || slotsLeft(creations, slots) === 0;
  return isFull ? undefined : nextCall(CREATION_PACE, creations.promised, now);
}

/** Gives the turn away, to an account that begins to be created. */
export function giveCreationTurn(
  creations: Creations,
  account: Account & { readonly turnAt: Instant },
  now: Instant,
): Creations {
  const counted = recountCreations(creations, { before: undefined, after: account }, now);
  const promised = afterCall(CREATION_PACE, creations.promised, account.turnAt);
  return { ...(counted ?? creations), promised };
}

/** The record with a call made at `now`; the moment to wait for when that would be too early. */
export function spendCreation(creations: Creations, now: Instant): Creations | Instant {
  const at = nextCall(CREATION_PACE, creations.spent, now);
  if (at > now) return at;
  const spent = afterCall(CREATION_PACE, creations.spent, now);
  // Whoever is late moves those who have no turn yet, so that a turn is seldom given too early.
  const promised = spent > creations.promised ? spent : creations.promised;
  return { ...creations, version: creations.version + 1, spent, promised, changedAt: now };
}
