import { DAY, HOUR, type Seconds } from "../time.ts";
import type { Pace } from "./pace.ts";

/**
 * What AWS Organizations allows (User Guide, "Quotas and service limits for AWS Organizations"). Paces
 * are 4 % slower than AWS's rates: a call that arrives some tenths of a second late at AWS must not make
 * the next one, which is on time, one too early.
 */
const CAREFULLY = 1.04;

/** CreateAccount: 0.1 a second, 3 at once. */
export const CREATION_PACE: Pace = { every: 10 * CAREFULLY, burst: 3 };

/** CloseAccount: 0.05 a second, 1 at once. */
export const CLOSURE_PACE: Pace = { every: 20 * CAREFULLY, burst: 1 };

export const CREATIONS_IN_PROGRESS = 5;
export const CLOSURES_IN_PROGRESS = 3;

/** Closures are counted over rolling 30 days; an hour more for calls that come later than planned. */
export const CLOSURE_WINDOW: Seconds = 30 * DAY + HOUR;

/**
 * Closures that the window allows: 250 or 20 % of the organization's accounts, and never over 1,000.
 *
 * @param accounts how many there are at least; AWS counts those that are not ours too, in our favour
 */
export const closureQuota = (accounts: number): number =>
  Math.min(1_000, Math.max(250, Math.floor(accounts / 5)));

/** A closed account keeps its slot for so long; then, perhaps some days later, it leaves for good. */
export const SLOT_KEPT: Seconds = 90 * DAY;

/** The accounts that an organization may have before anybody asks for more. */
export const DEFAULT_ACCOUNT_QUOTA = 10;
