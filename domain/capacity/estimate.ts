import type { Account } from "../account/account.ts";
import { between, HOUR, type Instant, MINUTE, plus, type Seconds } from "../time.ts";
import { type Creations, slotsLeft } from "./creations.ts";
import { CREATION_PACE, CREATIONS_IN_PROGRESS } from "./limits.ts";

/** What is to be had, now and later. */
export interface Supply {
  readonly creations: Creations;
  /** How many accounts of ours the organization has room for. */
  readonly slots: number;
  /** Clean accounts in the pool. */
  readonly pooled: number;
  /** When accounts will come back to the pool, or leave their slot to others: earliest first. */
  readonly comings: readonly Instant[];
}

/** What AWS takes for an account is not published ("a few minutes"): these are careful guesses (facts 1.2). */
const CREATION_TAKES: Seconds = 2 * MINUTE;
const PREPARING_TAKES: Seconds = 4 * MINUTE;

/** From the end of a lease until its account is empty and looked at. */
export const EMPTYING_TAKES: Seconds = HOUR;

const BETWEEN_CREATIONS = Math.max(CREATION_PACE.every, CREATION_TAKES / CREATIONS_IN_PROGRESS);

/**
 * When the one at this position of the queue, from 1, is likely to have an account in hand; undefined when
 * nobody can say, because no account and no slot is about to become free for it.
 */
export function estimate(position: number, supply: Supply, now: Instant): Instant | undefined {
  const creating = position - supply.pooled;
  if (creating <= 0) return plus(now, PREPARING_TAKES);
  const room = slotsLeft(supply.creations, supply.slots);
  if (creating <= room) {
    const ahead = supply.creations.inProgress + creating - CREATIONS_IN_PROGRESS;
    const waiting = Math.max(0, ahead) * BETWEEN_CREATIONS;
    return plus(now, waiting + CREATION_TAKES + PREPARING_TAKES);
  }
  const coming = supply.comings[creating - room - 1];
  if (coming === undefined) return undefined;
  return plus(coming > now ? coming : now, CREATION_TAKES + PREPARING_TAKES);
}

/** What somebody who has no account yet waits for. */
export type WaitsFor =
  /** Somebody must approve. */
  | "approval"
  /** AWS has no room for another account until one comes back, or leaves. */
  | "slot"
  /** AWS creates five accounts at a time, one in ten seconds. */
  | "creation-turn"
  | "creation"
  /** There is an account, which is made ready. */
  | "preparation";

/** What the one at this position of the queue, from 1, waits for. */
export function waitsFor(position: number, supply: Supply): WaitsFor {
  const creating = position - supply.pooled;
  if (creating <= 0) return "preparation";
  if (creating > slotsLeft(supply.creations, supply.slots)) return "slot";
  const ahead = supply.creations.inProgress + creating;
  return ahead > CREATIONS_IN_PROGRESS ? "creation-turn" : "creation";
}

/** When a lease that has its account is likely to be handed over. */
export function estimateClaimed(account: Account, now: Instant): Instant {
  if (account.status !== "creating") return plus(now, PREPARING_TAKES);
  const asked = account.submittedAt ?? account.turnAt ?? now;
  const created = plus(asked, CREATION_TAKES);
  return plus(created > now ? created : now, PREPARING_TAKES);
}

/** The estimate in words: "position 4, about 12 minutes". */
export function inWords(position: number, at: Instant | undefined, now: Instant): string {
  if (at === undefined)
    return `position ${position}; nobody can say how long, because no account is about to become free`;
  return `position ${position}, about ${roughly(between(now, at))}`;
}

/** As `inWords`, for a lease that has its account. */
export const inWordsClaimed = (at: Instant, now: Instant): string =>
  `an account is being made ready, about ${roughly(between(now, at))}`;

function roughly(seconds: Seconds): string {
  const minutes = Math.max(1, Math.ceil(seconds / MINUTE));
  if (minutes < 120) return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.ceil(hours / 24)} days`;
}
