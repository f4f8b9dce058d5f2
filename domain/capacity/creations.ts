import type { Account } from "../account/account.ts";
import { DAY, type Instant, instantOf, plus } from "../time.ts";
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
  /** Set when AWS said that the organization has no room, although by our count it had. */
  readonly limitMet?: LimitMet;
}

/** What a refusal of AWS taught us. */
export interface LimitMet {
  readonly at: Instant;
  /** How many accounts of ours there was room for. */
  readonly slots: number;
  /** How many the configuration said: with another number it is another quota, and nothing is known of it. */
  readonly configured: number;
}

/** After so long AWS is asked again: others may have closed accounts, or a person asked for more. */
const LIMIT_BELIEVED_FOR = DAY;

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

/** How many accounts of ours there is room for: what is configured, unless AWS has taught us better. */
export const slotsKnown = ({ limitMet }: Creations, configured: number): number =>
  limitMet?.configured === configured ? Math.min(limitMet.slots, configured) : configured;

/** Slots of the organization that nothing takes. */
export const slotsLeft = (creations: Creations, slots: number): number =>
  Math.max(0, slotsKnown(creations, slots) - creations.accounts);

/** AWS refused an account for the organization's limit, which is not counted any more: there is room for no other. */
export const meetLimit = (creations: Creations, configured: number, now: Instant): Creations => ({
  ...creations,
  limitMet: { at: now, slots: creations.accounts, configured },
});

/** The record without what was learned too long ago; undefined while there is nothing to forget. */
export function forgetLimit(creations: Creations, now: Instant): Creations | undefined {
  const { limitMet, ...rest } = creations;
  if (limitMet === undefined || plus(limitMet.at, LIMIT_BELIEVED_FOR) > now) return undefined;
  return { ...rest, version: creations.version + 1, changedAt: now };
}

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
