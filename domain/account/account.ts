import type { AccountId, AccountKey, LeaseId, Principal } from "../ids.ts";
import type { Cause } from "../lease/lease.ts";
import type { Disposition } from "../template/template.ts";
import type { Instant } from "../time.ts";

/** One AWS account that Mayfly manages. */
export type Account =
  | CreatingAccount
  | PreparingAccount
  | AvailableAccount
  | LeasedAccount
  | QuarantinedAccount
  | NukingAccount
  | ClosingAccount
  | AttentionAccount
  | SetAsideAccount
  | ClosedAccount
  | GoneAccount;

/** What stays the same for the life of an account. */
export interface Identity {
  readonly key: AccountKey;
  /** Counts the changes of this account, from 1; every change is conditional on it. */
  readonly version: number;
  /** Unique among all accounts that we ever made: a lost answer is matched by it. */
  readonly name: string;
  /** Unique in the world and never used again, not even after the account is closed. */
  readonly email: string;
  readonly recordedAt: Instant;
  /** How many leases it has served and come back from; none when absent. */
  readonly uses?: number;
  /** What the last reconcile found to be otherwise in Organizations than here. */
  readonly noticed?: readonly Discrepancy[];
}

/** How Organizations can disagree with the ledger about an account that both know. */
export type Discrepancy = "moved" | "renamed" | "suspended" | "closure-pending";

/** Intended, and perhaps asked for; AWS has not given it a number yet. */
export interface CreatingAccount extends Identity {
  readonly status: "creating";
  /** The lease that it is for; absent when it is for the pool. */
  readonly leaseId?: LeaseId;
  /** Counts the executions that are to create it for the pool, from 1. */
  readonly stocking?: number;
  /** When CreateAccount may be called for it; at once when absent. */
  readonly turnAt?: Instant;
  /** Set before CreateAccount is called: from then on the account may exist. */
  readonly submittedAt?: Instant;
  /** How often CreateAccount was called, or was about to be, without AWS surely having done nothing. */
  readonly submissions?: number;
  /** `car-…`, as soon as the answer was heard. */
  readonly requestId?: string;
  /** When to look again, once no execution does. */
  readonly dueAt?: Instant;
}

interface Numbered extends Identity {
  readonly accountId: AccountId;
}

/** Exists; its access role is awaited, or a baseline is being applied for a lease. */
export interface PreparingAccount extends Numbered {
  readonly status: "preparing";
  readonly leaseId: LeaseId;
}

/** Clean, in the pool. */
export interface AvailableAccount extends Numbered {
  readonly status: "available";
  readonly availableSince: Instant;
  /** It rests until then, after its last holder; at once to be had when absent. */
  readonly restsUntil?: Instant;
}

/** In its lease holder's hands. */
export interface LeasedAccount extends Numbered {
  readonly status: "leased";
  readonly leaseId: LeaseId;
  /** When it was last compared with its baseline, and what was different then. */
  readonly comparedAt?: Instant;
  readonly drift?: readonly string[];
}

/** What a teardown needs to know, from quarantine to the end. */
interface Condemned extends Numbered {
  /** The lease that the account served last. */
  readonly leaseId: LeaseId;
  readonly disposition: Disposition;
  /** Counts the teardowns of this account, from 1: an execution of an earlier one is refused. */
  readonly attempt: number;
}

/** An administrator keeps an account as it is, in quarantine: nobody gets in, and nothing is deleted. */
export interface Hold {
  readonly by: Principal;
  readonly why: string;
  readonly since: Instant;
}

interface TornDown extends Condemned {
  /** When the sweep takes the teardown up again, if it has not ended by then. */
  readonly dueAt: Instant;
}

/** To be shut off from people and moved to the quarantine unit. */
export interface QuarantinedAccount extends TornDown {
  readonly status: "quarantined";
  readonly quarantinedAt: Instant;
  /** Until it is released it stays there. */
  readonly hold?: Hold;
}

/** Every rail held; its resources are being deleted. */
export interface NukingAccount extends TornDown {
  readonly status: "nuking";
  /** Set when a last look found nothing but what is expected. */
  readonly cleanSince?: Instant;
}

/**
 * Found clean; Organizations is asked, or will be asked, to close it. It is parked until it has a turn,
 * then waits for the turn, and is then asked for.
 */
export interface ClosingAccount extends TornDown {
  readonly status: "closing";
  readonly cleanSince: Instant;
  /** Why it waits, while limits of Organizations forbid closing. */
  readonly parked?: string;
  /** Since when it waits: its place in the queue. */
  readonly queuedAt?: Instant;
  /** When CloseAccount may be called for it. */
  readonly turnAt?: Instant;
  /** Set before CloseAccount is called: from then on the account may be closing in AWS. */
  readonly askedAt?: Instant;
}

/** A person is needed. */
export interface AttentionAccount extends Condemned {
  readonly status: "attention";
  readonly cause: Cause;
  readonly attentionSince: Instant;
  /** An administrator keeps it in quarantine. */
  readonly hold?: Hold;
  /** When it is tried again without a person; absent after too many attempts. */
  readonly dueAt?: Instant;
  /** Set when it was being closed: AWS may have closed it, and nothing but closing can go on then. */
  readonly cleanSince?: Instant;
}

/**
 * A person is needed, and nobody but a person may do anything: no lease is known that it served, so that
 * no rail would ever let it be nuked or closed.
 */
export interface SetAsideAccount extends Numbered {
  readonly status: "attention";
  readonly setAside: true;
  readonly cause: Cause;
  readonly attentionSince: Instant;
}

/** Closed in AWS, or never came to be. */
export interface ClosedAccount extends Identity {
  readonly status: "closed";
  readonly accountId?: AccountId;
  readonly closedAt: Instant;
  /** When to look whether it has left the organization: until then it keeps its slot. */
  readonly dueAt?: Instant;
}

/** Left the organization for good, some 90 days after it was closed: its slot is free again. */
export interface GoneAccount extends Numbered {
  readonly status: "gone";
  readonly closedAt: Instant;
  readonly goneAt: Instant;
}

export type AccountStatus = Account["status"];
