import { randomInt } from "node:crypto";
import { CODE_ALPHABET, CODE_LENGTH } from "../domain/codes/code.ts";
import type { AccountKey, LeaseId } from "../domain/ids.ts";
import { instantOf } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";

/** The clock of the machine. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) };

/** Lets this many seconds pass. */
export const pause = (seconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

const text = (length: number, alphabet = ALPHABET) =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");

/** Random identifiers: 10 characters of 36 make a repetition among a million accounts a 1 in 7,000 event. */
export const randomIds: Ids = {
  leaseId: () => `l-${text(16)}` as LeaseId,
  accountKey: () => text(10) as AccountKey,
  code: () => text(CODE_LENGTH, CODE_ALPHABET),
};
