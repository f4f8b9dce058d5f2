import type { TrustStatement } from "../domain/access/owner-role.ts";
import type { Baseline } from "../domain/baseline/baseline.ts";
import type { BaselineSite } from "../domain/baseline/wanted.ts";
import type { AccountId } from "../domain/ids.ts";
import type { Seconds } from "../domain/time.ts";

/** Lets Mayfly act inside the accounts that it manages, through their access role. */
export interface ChildAccounts {
  /**
   * Enters an account. Nothing is asked of AWS until something is done there.
   *
   * @param session names who acts and why in the account's CloudTrail, such as a lease's id
   */
  enter(accountId: AccountId, session: string): ChildAccount;
}

/** Everything here throws AccessRoleNotReady while the access role does not let us in. */
export interface ChildAccount {
  /** Looks whether the access role lets us in. */
  probe(): Promise<void>;
  /** Makes the account as the baseline says; what is so already stays. Answers what was changed. */
  apply(baseline: Baseline, site: BaselineSite): Promise<readonly string[]>;
  /** Compares the account with the baseline and changes nothing. Answers what is different. */
  compare(baseline: Baseline, site: BaselineSite): Promise<readonly string[]>;
  /** Creates or corrects the role through which the owner gets in. */
  openAccess(access: OwnerAccess): Promise<void>;
  /** Deletes that role, and with it every session that was made from it. */
  closeAccess(roleName: string): Promise<void>;
}

export interface OwnerAccess {
  readonly roleName: string;
  /** Whom the role trusts. */
  readonly trust: readonly TrustStatement[];
  readonly policyArns: readonly string[];
  /** ARN of the policy that bounds the role; unbounded when absent. */
  readonly boundary?: string;
  readonly longestSession: Seconds;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}
