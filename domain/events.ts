import type { AccountStatus } from "./account/account.ts";
import type { AccountId, AccountKey, LeaseId, Principal } from "./ids.ts";
import type { LeaseStatus } from "./lease/lease.ts";
import type { Instant } from "./time.ts";

/** Who did something: a person or pipeline by ARN, or Mayfly of its own accord. */
export type Actor = Principal | "mayfly";

export type EventType =
  | "LeaseRequested"
  | "LeaseApproved"
  | "LeaseDenied"
  | "LeaseCancelled"
  | "LeaseAwaitsApproval"
  | "LeaseLapsed"
  | "LeaseVending"
  | "LeaseQueued"
  | "LeaseAdmitted"
  | "LeaseActivated"
  | "LeaseExtended"
  | "LeaseAccessGranted"
  | "LeaseAccessRevoked"
  | "LeaseCredentialsIssued"
  | "LeaseConsoleOpened"
  | "LeaseExpiring"
  | "LeaseSpendReached"
  | "LeaseFrozen"
  | "LeaseUnfrozen"
  | "LeaseEnding"
  | "LeaseEnded"
  | "LeaseFailed"
  | "AccountClaimed"
  | "AccountCreationSubmitted"
  | "AccountCreationAccepted"
  | "AccountCreated"
  | "AccountLeased"
  | "AccountQuarantined"
  | "AccountHeld"
  | "AccountNukeStarted"
  | "AccountNuked"
  | "AccountClosing"
  | "AccountClosureParked"
  | "AccountClosureAdmitted"
  | "AccountClosed"
  | "AccountReturned"
  | "AccountNeedsAttention"
  | "AccountRetried"
  | "AccountNeverCreated"
  | "AccountLimitMet"
  | "AccountFound"
  | "AccountAstray"
  | "AccountDrifted"
  | "AccountRepaired"
  | "AccountGone"
  | "AccountAdopting"
  | "AccountStocking"
  | "AccountStocked";

/** One line of the audit trail, and what is published on the bus: who, what, when, from, to, why. */
export interface DomainEvent {
  readonly type: EventType;
  readonly at: Instant;
  readonly by: Actor;
  /** The lease that it is about, or that the account serves. */
  readonly leaseId?: LeaseId;
  readonly owner?: Principal;
  readonly accountKey?: AccountKey;
  readonly accountId?: AccountId;
  readonly from?: LeaseStatus | AccountStatus;
  readonly to?: LeaseStatus | AccountStatus;
  readonly why?: string;
  /** More facts, such as the new end of an extended lease. Never a secret. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}
