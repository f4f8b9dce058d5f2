import type { Seconds } from "../time.ts";

/** A named kind of lease. A lease keeps a copy, so that a later change does not alter what was agreed. */
export interface LeaseTemplate {
  /** Lowercase letters, digits and dashes. */
  readonly name: string;
  readonly description: string;
  /** How long a lease lasts when the request names no duration, and at most, extensions included. */
  readonly duration: { readonly default: Seconds; readonly longest: Seconds };
  /** How many times an owner may extend. */
  readonly extensions: number;
  /** Whether somebody else must approve before an account is vended. */
  readonly approval: "none" | "always";
  /** How many leases of this template one owner may hold at once. */
  readonly leasesAtOnce: number;
  /** What a lease may cost a month, in whole US dollars, when the request names no budget; and at most. */
  readonly budget: { readonly default: number; readonly limit: number };
  /** How long before the end the owner is warned; those that do not fit a short lease are left out. */
  readonly warnings: readonly Seconds[];
  /** What happens to the account at the end. */
  readonly disposition: Disposition;
  /** Name of the baseline document that the account gets. */
  readonly baseline: string;
  /** ARNs of the managed policies of the owner's role in the account. */
  readonly accessPolicies: readonly string[];
}

/**
 * `close` the account; `recycle` it: nuke, verify, and back to the pool; or `auto`: close while the
 * closing quota and the account slots allow it, recycle otherwise.
 */
export type Disposition = "close" | "recycle" | "auto";
