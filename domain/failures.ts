/**
 * How things can fail. A *refusal* is an answer ("no, because"): it is returned, never thrown. The
 * other two are thrown, and their names are an interface with the state machines, which match
 * `ErrorEquals` against `error.name`; so every name is a literal.
 */

/** Says no to a request, and why: tell the requester, never retry. */
export interface Refusal {
  readonly refused: RefusalReason;
  /** One sentence: what, which value, which limit, what to do. */
  readonly message: string;
  /** Member of the request that it is about, where there is one. */
  readonly field?: string;
}

export type RefusalReason =
  | "invalid"
  | "unknown-template"
  | "limit-reached"
  | "not-allowed"
  | "not-found"
  | "wrong-state"
  | "key-reused";

export const refuse = (refused: RefusalReason, message: string, field?: string): Refusal =>
  field === undefined ? { refused, message } : { refused, message, field };

export const isRefusal = (value: object): value is Refusal => "refused" in value;

/** Facts about a failure, as data for logs and for the audit trail. Never a secret. */
export type Details = Readonly<Record<string, string | number | boolean | undefined>>;

abstract class Failure extends Error {
  readonly details: Details;

  constructor(message: string, details: Details = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}

/** Try again later: the only failures that a state machine retries. */
export abstract class Busy extends Failure {}

/** Organizations has not finished creating the account. */
export class AccountStillCreating extends Busy {
  override readonly name = "AccountStillCreating";
}

/** The access role of a new account does not let us in yet. */
export class AccessRoleNotReady extends Busy {
  override readonly name = "AccessRoleNotReady";
}

/** Organizations has not finished closing the account. */
export class ClosureStillPending extends Busy {
  override readonly name = "ClosureStillPending";
}

/** IAM Identity Center has not finished an assignment, or its removal. */
export class AssignmentPending extends Busy {
  override readonly name = "AssignmentPending";
}

/** Somebody else changed the same records first; reading again will show how. */
export class LedgerBusy extends Busy {
  override readonly name = "LedgerBusy";
}

/** The call would come earlier than AWS's rate allows: others were late. Nothing was asked of AWS. */
export class TurnNotCome extends Busy {
  override readonly name = "TurnNotCome";
}

/** AWS throttled us, or did not answer, or had a fault of its own. */
export class AwsBusy extends Busy {
  override readonly name = "AwsBusy";
}

/** Somebody must act: the account goes to quarantine or `attention`. */
export abstract class Breakage extends Failure {}

/** Organizations could not create the account; `details.reason` is its FailureReason. */
export class CreationFailed extends Breakage {
  override readonly name = "CreationFailed";
}

/** The organization has no room for another account; who waited for it is in the queue again. */
export class AccountLimitReached extends Breakage {
  override readonly name = "AccountLimitReached";
}

/** Somebody else made what a baseline wants to make; nothing of it was touched. */
export class BaselineConflict extends Breakage {
  override readonly name = "BaselineConflict";
}

/** A server certificate of a baseline cannot be used: its message says why, and never quotes it. */
export class CertificateRefused extends Breakage {
  override readonly name = "CertificateRefused";
}

/** IAM Identity Center could not assign the account to its owner, or take it away. */
export class AssignmentFailed extends Breakage {
  override readonly name = "AssignmentFailed";
}

/** What the owner needs in order to enter does not fit into IAM's quotas. */
export class EntryNotGranted extends Breakage {
  override readonly name = "EntryNotGranted";
}

/** A rail forbids touching this account; nothing was touched. */
export class RailBroken extends Breakage {
  override readonly name = "RailBroken";
}

/** After the nuke something is still there. */
export class NotClean extends Breakage {
  override readonly name = "NotClean";
}

/** A quota of Organizations forbids closing now; the account is parked until `details.retryAt`. */
export class ClosingQuotaUsedUp extends Breakage {
  override readonly name = "ClosingQuotaUsedUp";
}

/** The ledger does not hold what the caller says: a bug, or an execution that outlived its lease. */
export class LedgerMismatch extends Breakage {
  override readonly name = "LedgerMismatch";
}

/** The input or the environment of a function does not match its contract: a bug in its caller. */
export class InvalidInput extends Breakage {
  override readonly name = "InvalidInput";
}
