import type { LeaseId, Principal } from "../ids.ts";
import type { Instant } from "../time.ts";

/** An event or a course for which one-time codes are made. */
export interface Course {
  readonly name: string;
  /** Counts what organizers did with it, from 1: made codes, withdrew some. */
  readonly version: number;
  /** Name of the lease template. */
  readonly template: string;
  /** No lease by its codes lasts longer, and no code is good any more. */
  readonly endsAt: Instant;
  /** US dollars for each lease; the template's default when absent. */
  readonly budget?: number;
  readonly madeBy: Principal;
  readonly madeAt: Instant;
  /** Codes that were made, redeemed, and withdrawn before anybody redeemed them. */
  readonly made: number;
  readonly redeemed: number;
  readonly withdrawn: number;
  /** Counts the withdrawals: codes that were made before the last of them are good no more. */
  readonly withdrawals: number;
}

/** A code, of which only its SHA-256 (in hexadecimal) is known. */
export interface IssuedCode {
  readonly hash: string;
  /** 1 until it is redeemed, and 2 from then on. */
  readonly version: number;
  readonly course: string;
  /** How many withdrawals its course had when it was made. */
  readonly withdrawals: number;
  /** When its course ends; codes are forgotten some time after it. */
  readonly endsAt: Instant;
  readonly redeemed?: Redeemed;
}

/** A code that became a lease, and the SHA-256 (in hexadecimal) of the secret that its holder has. */
export interface Redeemed {
  readonly leaseId: LeaseId;
  readonly secretHash: string;
}

/** Codes of a course that can be redeemed, or could until it ended. */
export const leftOf = ({ made, redeemed, withdrawn }: Course): number =>
  made - redeemed - withdrawn;

/** Whether a course is over. */
export const isOver = ({ endsAt }: Pick<Course, "endsAt">, now: Instant): boolean => endsAt <= now;
