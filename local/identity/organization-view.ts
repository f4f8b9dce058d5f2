import type { NamedPolicy } from "../kernel/identity.ts";

/** What an account's organization is to those who ask who somebody is. */
export interface Membership {
  /** `o-…` */
  readonly organizationId: string;
  readonly managementAccount: string;
  /** Where the account lies, as `aws:PrincipalOrgPaths` writes it: `o-…/r-…/ou-…/`. */
  readonly path: string;
}

/** An AWS service that works across an organization, such as `iam.amazonaws.com`. */
interface TrustedService {
  readonly managementAccount: string;
  readonly service: string;
}

/** What identity, IAM and STS ask of AWS Organizations. */
export interface OrganizationView {
  /** Undefined for an account that belongs to no organization. */
  membershipOf(account: string): Membership | undefined;
  /** Whether credentials of the account work: not once it is closed, or while AWS restricts it. */
  isUsable(account: string): boolean;
  /**
   * Service control policies that bind an account, one entry for each level from the root down; `[]` for
   * the management account and where the policy type is not enabled.
   */
  serviceControlPolicies(account: string): readonly (readonly NamedPolicy[])[];
  /** Whether the service has trusted access to the organization. */
  isTrusted(service: TrustedService): boolean;
  /** Accounts that may act for the management account with this service. */
  delegatedAdministrators(service: TrustedService): readonly string[];
}

/** A world without organizations. */
export const NO_ORGANIZATION: OrganizationView = {
  membershipOf: () => undefined,
  isUsable: () => true,
  serviceControlPolicies: () => [],
  isTrusted: () => false,
  delegatedAdministrators: () => [],
};
