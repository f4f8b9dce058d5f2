import type { PolicyReference } from "../baseline/baseline.ts";
import type { SpendRules } from "../spend/rules.ts";
import type { Instant, Seconds } from "../time.ts";
import type { Approval, Approvers } from "./approval.ts";
import type { WorkingHours } from "./working-hours.ts";

/** A named kind of lease. A lease keeps a copy, so that a later change does not alter what was agreed. */
export interface LeaseTemplate {
  /** Lowercase letters, digits and dashes. */
  readonly name: string;
  readonly description: string;
  /** Who may use it, patterns as in `isAmong`; everybody when absent. */
  readonly users?: readonly string[];
  /** How long a lease lasts when the request names no duration, and at most, extensions included. */
  readonly duration: { readonly default: Seconds; readonly longest: Seconds };
  /** How many times an owner may extend. */
  readonly extensions: number;
  /** How far one extension goes at most; as far as the longest duration allows when absent. */
  readonly longestExtension?: Seconds;
  /** No lease lasts beyond this moment, extended or not: the end of a course, say. */
  readonly latestEnd?: Instant;
  readonly approval: Approval;
  readonly approvers?: Approvers;
  /** How many leases of this template one owner may hold at once. */
  readonly leasesAtOnce: number;
  /** How many leases of this template there may be at once, of all owners together; any number when absent. */
  readonly leasesInAll?: number;
  /** What a lease may cost in all, in whole US dollars, when the request names no budget; and at most. */
  readonly budget: { readonly default: number; readonly limit: number };
  /** What happens as the budget is used up; the usual rules when absent. */
  readonly spend?: SpendRules;
  /** How long before the end the owner is warned; those that do not fit a short lease are left out. */
  readonly warnings: readonly Seconds[];
  /** Warnings then fall into working hours. */
  readonly workingHours?: WorkingHours;
  /**
   * How long before the end its account is frozen: what is there can be fetched, nothing new can be spent,
   * and an extension frees it. Left out where a lease is not twice as long.
   */
  readonly freezeBefore?: Seconds;
  /** What happens to the account at the end. */
  readonly disposition: Disposition;
  /**
   * How long a recycled account rests before anybody gets it: service quotas that its last holder used up come
   * back with time (requests a day, e-mails, new instances). Not at all when absent.
   */
  readonly coolDown?: Seconds;
  /** The Regions that leases of it are for, the usual one first. */
  readonly regions?: readonly string[];
  /** Name of the baseline document that the account gets. */
  readonly baseline: string;
  /** Whether what differs from the baseline during a lease is told only, or put right too. */
  readonly drift: "report" | "repair";
  /** ARNs of the managed policies of the owner's role in the account. */
  readonly accessPolicies: readonly string[];
  /**
   * Whether sessions that Mayfly hands out carry the owner's name as source identity, which stays whatever
   * role they go on to. A role that they go on to must then allow sts:SetSourceIdentity.
   */
  readonly sourceIdentity: boolean;
  /**
   * Owners who are users must have used MFA, at most so long ago. Sessions of roles carry nothing of MFA
   * (facts 2.3): whoever makes them must have asked for it.
   */
  readonly requireMfa?: RequiredMfa;
  /**
   * The most that the owner's role can be allowed, whatever its policies say: a policy of AWS's, or one of
   * the template's baseline. No boundary when absent.
   */
  readonly permissionsBoundary?: PolicyReference;
  /**
   * Owners who are users of the account that Mayfly runs in get a policy that allows them to enter exactly
   * their accounts; without it, they need such a permission from somebody else. Sessions of roles have
   * what their role has.
   */
  readonly parentPolicy?: boolean;
  /** An assignment of IAM Identity Center for as long as the lease lasts; none when absent. */
  readonly identityCenter?: IdentityCenterAccess;
}

/** With what, and for whom, IAM Identity Center opens the accounts of a template. */
export interface IdentityCenterAccess {
  /** The home Region of the instance. */
  readonly region: string;
  readonly instanceArn: string;
  /** The users of the instance, such as `d-1234567890`. */
  readonly identityStoreId: string;
  /** What one may do in the account, and how long a session lasts, this permission set says. */
  readonly permissionSetArn: string;
  /** The lease's owner, found by user name, or everybody in a group, by its id. */
  readonly assignTo: "owner" | { readonly group: string };
  /** What instance and permission set see to by themselves, because the template cannot: for synthesis alone. */
  readonly ensures?: readonly ("mfa" | "boundary")[];
  /** Address of the access portal. */
  readonly portal: string;
}

/** How long ago MFA may have been used; as long as the session that it was used for, when absent. */
export interface RequiredMfa {
  readonly maxAge?: Seconds;
}

/**
 * `close` the account; `recycle` it: nuke, verify, and back to the pool; or `auto`: close while the
 * closing quota and the account slots allow it, recycle otherwise.
 */
export type Disposition = "close" | "recycle" | "auto";
