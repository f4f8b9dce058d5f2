import type { Assignee } from "../access/assignee.ts";
import type { Way } from "../access/trail.ts";
import type { AccountId, AccountKey, LeaseId, Principal } from "../ids.ts";
import type { Spend } from "../spend/spend.ts";
import type { LeaseTemplate } from "../template/template.ts";
import type { Instant, Seconds } from "../time.ts";
import type { TimeZone } from "../zone.ts";

/** One person's use of one account for a time. */
export type Lease =
  | RequestedLease
  | VendingLease
  | ActiveLease
  | EndingLease
  | EndedLease
  | DeniedLease
  | CancelledLease
  | FailedLease;

/** What was asked for, and by whom: the same in every state. */
export interface Terms {
  readonly id: LeaseId;
  /** Counts the changes of this lease, from 1; every change is conditional on it. */
  readonly version: number;
  readonly owner: Principal;
  /** The template as it was when the lease was requested. */
  readonly template: LeaseTemplate;
  readonly purpose: string;
  readonly term: Term;
  /** US dollars for the whole lease. */
  readonly budget: number;
  readonly requestedAt: Instant;
  /** To whom IAM Identity Center assigns the account, where the template says so. */
  readonly assignee?: Assignee;
  /** Where its owner is, for whatever is told of times. */
  readonly timeZone?: TimeZone;
  /** Who has approved it, where somebody had to. */
  readonly approvedBy?: Principal;
  /** The ways in that Mayfly has opened, or was about to, and has not shut again. */
  readonly openWays?: readonly Way[];
  /** Set with an account from the pool that others had before. */
  readonly reused?: Reuse;
}

/** What no nuke undoes, its next holder has to know of: quotas may be used up that come back with time. */
export interface Reuse {
  /** How many leases the account has served before. */
  readonly leases: number;
  /** When it came back, empty, from the last of them. */
  readonly returnedAt: Instant;
}

/** How long the lease lasts: from when the account is handed over, or to a moment. */
export type Term =
  | { readonly kind: "duration"; readonly seconds: Seconds }
  | { readonly kind: "until"; readonly at: Instant };

/** Waits for an approver. */
export interface RequestedLease extends Terms {
  readonly status: "requested";
  /** Which reminders (seconds after the request) its approvers have had. */
  readonly reminded?: readonly Seconds[];
}

/** An account is being made ready for it. */
export interface VendingLease extends Terms {
  readonly status: "vending";
  readonly vendingSince: Instant;
  /** Set as soon as an account is claimed for it. */
  readonly accountKey?: AccountKey;
  /** Since when it waits for an account: its place in the queue. */
  readonly queuedAt?: Instant;
  /** Since when it had waited when it got its account: its place, should there be none after all. */
  readonly waitedSince?: Instant;
  /** Counts its vendings, from 1 (when absent): each time it leaves the queue another execution begins. */
  readonly attempt?: number;
  /** Its owner (or an administrator) has asked for the end before it was handed over. */
  readonly endRequestedBy?: Principal;
}

/** A vending lease that has its account. */
export type ClaimedLease = VendingLease & { readonly accountKey: AccountKey };

/** A vending lease that waits for an account; nothing of it is under way. */
export type QueuedLease = VendingLease & { readonly queuedAt: Instant };

export const isQueued = (lease: Lease): lease is QueuedLease =>
  lease.status === "vending" && lease.queuedAt !== undefined;

/** Which of its vendings a lease is at, from 1. */
export const attemptOf = (lease: Lease): number =>
  lease.status === "vending" ? (lease.attempt ?? 1) : 1;

/** The lease has an account, from claiming it on. */
interface WithAccount extends Terms {
  readonly accountKey: AccountKey;
  readonly accountId: AccountId;
  readonly activatedAt: Instant;
  readonly expiresAt: Instant;
  readonly extensions: number;
  /** What it has spent as far as AWS has told; absent until it is measured. */
  readonly spend?: Spend;
  /** Since when nothing new can be spent in it. */
  readonly frozenAt?: Instant;
  /** It is frozen because its end is near, and not for what it has spent: an extension frees it. */
  readonly frozenForEnd?: true;
  /** Set for good when it is frozen first: from then on the guard rail may lie on its account. */
  readonly wasFrozen?: true;
}

/** Its owner can use the account. */
export interface ActiveLease extends WithAccount {
  readonly status: "active";
  /** Which warnings (seconds before the end) were told for the present end. */
  readonly warned: readonly Seconds[];
}

/** Access is being cut and the account moves to quarantine. */
export interface EndingLease extends WithAccount {
  readonly status: "ending";
  readonly endingSince: Instant;
  readonly reason: EndReason;
}

/** Nobody but Mayfly gets into the account any more. */
export interface EndedLease extends WithAccount {
  readonly status: "ended";
  readonly endingSince: Instant;
  readonly endedAt: Instant;
  readonly reason: EndReason;
}

export interface DeniedLease extends Terms {
  readonly status: "denied";
  readonly deniedBy: Principal;
  readonly deniedAt: Instant;
  readonly reason: string;
}

/** Taken back by its owner before it was approved, or lapsed because nobody decided. */
export interface CancelledLease extends Terms {
  readonly status: "cancelled";
  readonly cancelledAt: Instant;
}

/** No account could be vended. */
export interface FailedLease extends Terms {
  readonly status: "failed";
  readonly failedAt: Instant;
  readonly cause: Cause;
  readonly accountKey?: AccountKey;
}

export type LeaseStatus = Lease["status"];

/** Why a lease ended. */
export type EndReason =
  | "expired"
  | "ended-by-owner"
  | "ended-by-administrator"
  | "budget-used-up"
  /** Its account was closed, or taken out of the organization, by somebody else. */
  | "account-lost"
  /** There was no lease: its account was taken in, and emptied. */
  | "adopted"
  /** There was no lease: its account lay in the pool until it was too old, or used often enough. */
  | "aged-out";

/** Why something failed, in words for the requester: the error's name and its message. */
export interface Cause {
  readonly error: string;
  readonly message: string;
}

/** States in which a lease counts against its owner's limit. */
export const OPEN_STATUSES = [
  "requested",
  "vending",
  "active",
  "ending",
] as const satisfies LeaseStatus[];

export const isOpen = (lease: Lease): boolean =>
  (OPEN_STATUSES as readonly LeaseStatus[]).includes(lease.status);
