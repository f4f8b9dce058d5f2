import type { Random } from "../../kernel/random.ts";

/*
 * How long things take. AWS publishes no bounds: creation takes "a few minutes", and its samples show
 * 3 s and 48 s; the role "a few minutes"; closing "several hours". The spreads are ours.
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const between =
  (shortest: number, longest: number) =>
  (random: Random): number =>
    random.between(shortest, longest);

/** As many short ones as long ones on a scale of factors: minutes are as likely as hours. */
const betweenMagnitudes =
  (shortest: number, longest: number) =>
  (random: Random): number =>
    Math.round(shortest * (longest / shortest) ** random.next());

/** Milliseconds that things take, drawn anew each time. */
export const DURATIONS = {
  creation: between(3 * SECOND, 150 * SECOND),
  /** From a creation that succeeded until its access role can be assumed. */
  accessRole: between(5 * SECOND, 4 * MINUTE),
  closing: betweenMagnitudes(2 * MINUTE, 4 * HOUR),
  /** "A few extra days are possible" until a closed account leaves (Account Management Reference). */
  leaving: between(0, 3 * DAY),
  /** Until listings show a new account. */
  listingOfAccount: between(0, 20 * SECOND),
  /** Until listings show a new request. */
  listingOfRequest: between(0, 5 * SECOND),
} as const;
