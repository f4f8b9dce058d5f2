import type { Account, AccountStatus } from "../domain/account/account.ts";
import type { Closures } from "../domain/capacity/closures.ts";
import type { Creations } from "../domain/capacity/creations.ts";
import type { Course, IssuedCode } from "../domain/codes/course.ts";
import type { DomainEvent } from "../domain/events.ts";
import type { AccountId, AccountKey, LeaseId, Principal } from "../domain/ids.ts";
import type { Change } from "../domain/lease/change.ts";
import type { Lease, LeaseStatus } from "../domain/lease/lease.ts";
import type { Tally } from "../domain/lease/tally.ts";
import type { HeldLease } from "../domain/report/lease-row.ts";
import type { DailyCost } from "../domain/spend/cost.ts";
import type { Instant } from "../domain/time.ts";

/** Knows every lease and account: the only source of truth of ours. Reads see every earlier write. */
export interface Ledger {
  lease(id: LeaseId): Promise<Lease | undefined>;
  account(key: AccountKey): Promise<Account | undefined>;
  /** The owner's tally; an empty one for an owner who never had a lease. */
  tally(owner: Principal): Promise<Tally>;
  /** How many leases of a template are open, of all owners together. */
  openInAll(template: string): Promise<number>;
  /** How much creating goes on; nothing at first. */
  creations(): Promise<Creations>;
  /** How much closing goes on; nothing at first. */
  closures(): Promise<Closures>;
  /** The days of a lease whose cost is known, oldest first. */
  costsOf(lease: LeaseId): Promise<readonly DailyCost[]>;
  /**
   * Writes a change, all of it or nothing, each record only if it is still one version behind,
   * and a template's count only if it stays within its limit.
   *
   * @throws LedgerBusy when somebody else changed one of the records first, or has taken what was left
   */
  commit(change: Change, request?: RememberedRequest): Promise<void>;
}

/** Which record has an account of AWS. */
export interface NumberedAccounts {
  /** The key of the account of this number; undefined when no record has ever had it. */
  keyOf(accountId: AccountId): Promise<AccountKey | undefined>;
}

/** One-time codes, of which the ledger has hashes only: SHA-256, in hexadecimal. */
export interface Codes {
  issuedCode(hash: string): Promise<IssuedCode | undefined>;
  course(name: string): Promise<Course | undefined>;
  /** The lease whose holder has this secret. */
  leaseOfSecret(secretHash: string): Promise<LeaseId | undefined>;
}

/** Questions about courses; answers may lag behind the writes by some moments. */
export interface CourseViews {
  /** The latest first. */
  courses(page: PageRequest): Promise<Page<Course>>;
  /** The history of a course, oldest first: who redeemed its codes, among others. */
  eventsOfCourse(name: string, page: PageRequest): Promise<Page<DomainEvent>>;
}

/** Counts what comes from one place, so that nobody tries without end. */
export interface Tries {
  /** Takes one more try of those that a source has in a while; false when it has none left. */
  take(source: string, now: Instant): Promise<boolean>;
  /** The try was none: it need not be counted. */
  giveBack(source: string, now: Instant): Promise<void>;
}

/** Questions across many records; answers may lag behind the writes by some moments. */
export interface LedgerViews {
  leasesOf(owner: Principal, page: PageRequest): Promise<Page<Lease>>;
  leasesIn(status: LeaseStatus, page: PageRequest): Promise<Page<Lease>>;
  /** The leases of these ids, at most 100, in any order; those that nobody knows are missing. */
  leasesNamed(ids: readonly LeaseId[]): Promise<readonly Lease[]>;
  accountsIn(status: AccountStatus, page: PageRequest): Promise<Page<Account>>;
  /** Leases that were handed over in a month (such as `2026-12`, UTC), within a range, oldest first. */
  leasesBegun(month: string, range: Range, page: PageRequest): Promise<Page<HeldLease>>;
  /** The history of a lease, oldest first. */
  eventsOf(lease: LeaseId, page: PageRequest): Promise<Page<DomainEvent>>;
  /** Those that wait, first come first: leases for an account, accounts to be closed. */
  queued<Q extends Queue>(queue: Q, limit: number): Promise<readonly QueuedItem<Q>[]>;
  /** Whatever is due at `now`, longest overdue first. */
  due(now: Instant, limit: number): Promise<readonly DueItem[]>;
}

/** From one moment up to another, which itself does not belong to it. */
export interface Range {
  readonly from: Instant;
  readonly to: Instant;
}

/** Requests that carried an `Idempotency-Key`, remembered for a day. */
export interface RememberedRequests {
  remembered(owner: Principal, key: string): Promise<RememberedRequest | undefined>;
}

export interface RememberedRequest {
  readonly owner: Principal;
  readonly key: string;
  /** SHA-256 of the request's body, in hexadecimal. */
  readonly bodyHash: string;
  readonly leaseId: LeaseId;
  readonly at: Instant;
}

export type DueItem =
  | { readonly kind: "lease"; readonly id: LeaseId }
  | { readonly kind: "account"; readonly key: AccountKey };

/** What a lease, or an account, can wait for. */
export type Queue = "creation" | "closure";

/** Name of what waits there. */
export type QueuedItem<Q extends Queue> = Q extends "creation" ? LeaseId : AccountKey;

export interface PageRequest {
  /** 1 to 100 */
  readonly limit: number;
  /** What an earlier page gave as `next`. */
  readonly cursor?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly next?: string;
}
