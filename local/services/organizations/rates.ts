/** A token bucket: so many calls a second in the long run, so many at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

interface Rates {
  /** For the calls of one account. */
  readonly account: Rate;
  /** For the calls of all accounts of the organization together, where there is such a limit. */
  readonly organization?: Rate;
}

const rate = (perSecond: number, burst: number): Rate => ({ perSecond, burst });

const LISTING: Rates = { account: rate(5, 8), organization: rate(6, 10) };
const WRITING: Rates = { account: rate(2, 3) };
const TAGGING: Rates = { account: rate(4, 6) };
const READING_SLOWLY: Rates = { account: rate(2, 2), organization: rate(2, 3) };
const SLOW: Rates = { account: rate(1, 2) };

/**
 * Throttling limits as published (User Guide, "Quotas and service limits for AWS Organizations"). What is
 * not in the table is not throttled here, because its limit is not known.
 */
export const RATES: Readonly<Record<string, Rates>> = {
  CreateAccount: { account: rate(0.1, 3) },
  CloseAccount: { account: rate(0.05, 1) },
  DescribeCreateAccountStatus: READING_SLOWLY,
  ListCreateAccountStatus: LISTING,
  DescribeAccount: { account: rate(20, 30), organization: rate(24, 36) },
  ListAccounts: { account: rate(8, 12), organization: rate(9, 15) },
  ListParents: LISTING,
  ListAccountsForParent: LISTING,
  ListOrganizationalUnitsForParent: LISTING,
  ListChildren: { account: rate(6, 10), organization: rate(7, 12) },
  MoveAccount: WRITING,
  UpdateOrganizationalUnit: WRITING,
  DeleteOrganizationalUnit: WRITING,
  CreateOrganizationalUnit: SLOW,
  DescribeOrganization: SLOW,
  ListRoots: { account: rate(1, 2), organization: rate(1, 3) },
  TagResource: TAGGING,
  UntagResource: TAGGING,
  ListTagsForResource: { account: rate(10, 15), organization: rate(12, 18) },
  CreatePolicy: WRITING,
  UpdatePolicy: WRITING,
  DeletePolicy: WRITING,
  AttachPolicy: WRITING,
  DetachPolicy: WRITING,
  DescribePolicy: READING_SLOWLY,
  ListPolicies: LISTING,
  ListPoliciesForTarget: LISTING,
  ListTargetsForPolicy: LISTING,
  EnablePolicyType: { account: rate(1, 1) },
  DisablePolicyType: { account: rate(1, 1) },
  RegisterDelegatedAdministrator: SLOW,
};
