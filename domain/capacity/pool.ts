import type { AvailableAccount, Identity } from "../account/account.ts";
import type { Disposition } from "../template/template.ts";
import { between, type Instant, type Seconds } from "../time.ts";
import { CREATIONS_IN_PROGRESS } from "./limits.ts";

/** How clean accounts are kept ready, and for how long one is used again and again. */
export interface PoolRules {
  /** How many clean accounts to keep ready. */
  readonly size: number;
  /** After so many leases an account is closed. */
  readonly mostUses: number;
  /** An account that was made so long ago is closed. */
  readonly longestAge: Seconds;
}

/** What decides between closing and recycling. */
export interface Room {
  readonly slotsLeft: number;
  /** Closures that the window still allows, without those that wait already. */
  readonly closuresLeft: number;
  /** Leases that wait for an account. */
  readonly leasesWaiting: number;
  /** Clean accounts in the pool, and those that are on their way there. */
  readonly pooled: number;
}

/** Whether somebody may get a pooled account now, or it rests after its last holder. */
export const isReady = ({ restsUntil }: AvailableAccount, now: Instant): boolean =>
  restsUntil === undefined || restsUntil <= now;

/** Used often enough, or old enough: what no nuke finds adds up. */
export const isWornOut = (
  { uses = 0, recordedAt }: Pick<Identity, "uses" | "recordedAt">,
  { mostUses, longestAge }: PoolRules,
  now: Instant,
): boolean => uses >= mostUses || between(recordedAt, now) >= longestAge;

/** How many accounts the pool lacks, those for leases that wait included. */
export const shortage = ({ size }: PoolRules, room: Pick<Room, "leasesWaiting" | "pooled">) =>
  Math.max(0, size + room.leasesWaiting - room.pooled);

/**
 * What becomes of a clean account. A worn-out one is closed whatever was agreed. Closing keeps the slot
 * for 90 days: `auto` closes only when the slots that are left suffice for all that is lacking.
 */
export function disposeOf(
  account: Identity & { readonly disposition: Disposition },
  { rules, room }: { readonly rules: PoolRules; readonly room: Room },
  now: Instant,
): "close" | "recycle" {
  const { uses = 0, recordedAt } = account;
  if (isWornOut({ uses: uses + 1, recordedAt }, rules, now)) return "close";
  if (account.disposition !== "auto") return account.disposition;
  const isAllowed = room.closuresLeft > 0 && room.slotsLeft > shortage(rules, room);
  return isAllowed ? "close" : "recycle";
}

/** Worn-out accounts that leave the pool at once at most: each of them has to be emptied and closed. */
const LEAVING_AT_ONCE = 3;

/**
 * How many worn-out accounts may leave the pool now. Those beyond its size may, if there is a slot for each: a
 * closed account keeps its own for 90 days. Of a full pool a single one may, for which another is then made. A
 * worn-out account is better than none: from a pool that lacks accounts none leaves, and none to wait for a
 * closure that AWS would refuse.
 */
export function mayLeave({ size }: PoolRules, room: Room): number {
  const spare = room.pooled - room.leasesWaiting - size;
  const replaceable = spare === 0 ? 1 : spare;
  if (spare < 0 || room.slotsLeft < replaceable) return 0;
  return Math.max(0, Math.min(replaceable, room.closuresLeft, LEAVING_AT_ONCE));
}

/** Places that are never used to fill the pool: somebody may come who needs an account at once. */
const KEPT_FOR_LEASES = 2;

/** How many accounts to begin to create for the pool now. Leases that wait come first. */
export function refill(rules: PoolRules, room: Room, creationsInProgress: number): number {
  if (room.leasesWaiting > 0) return 0;
  const places = CREATIONS_IN_PROGRESS - KEPT_FOR_LEASES - creationsInProgress;
  return Math.max(0, Math.min(shortage(rules, room), places, room.slotsLeft));
}
