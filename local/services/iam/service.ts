import * as sdk from "@aws-sdk/client-iam";
import { NO_ORGANIZATION, type OrganizationView } from "../../identity/organization-view.ts";
import type { Service, World } from "../../kernel/service.ts";
import { accessKeyOperations } from "./access-keys.ts";
import { aliasOperations } from "./account-alias.ts";
import { getAccountSummary } from "./account-summary.ts";
import { attachedPolicyOperations } from "./attached-policies.ts";
import { getAccountAuthorizationDetails } from "./authorization-details.ts";
import { boundaryOperations } from "./boundaries.ts";
import { instanceProfileType } from "./cfn-instance-profile.ts";
import { managedPolicyType, policyType } from "./cfn-policies.ts";
import { roleType } from "./cfn-role.ts";
import { groupType, userType } from "./cfn-users.ts";
import { deleteRole } from "./delete-role.ts";
import { deleteUser } from "./delete-user.ts";
import { emptyListings } from "./empty-listings.ts";
import { enabledMfaOperations } from "./enabled-mfa-devices.ts";
import { membershipOperations } from "./group-members.ts";
import { groupOperations } from "./groups.ts";
import { GROUP, ROLE, USER } from "./holder-kinds.ts";
import { inlinePolicyOperations } from "./inline-policies.ts";
import { instanceProfileOperations } from "./instance-profiles.ts";
import { loginProfileOperations } from "./login-profiles.ts";
import { policyOperations } from "./managed-policies.ts";
import { mfaDeviceOperations } from "./mfa-devices.ts";
import { passwordPolicyOperations } from "./password-policy.ts";
import { listEntitiesForPolicy } from "./policy-entities.ts";
import { policyVersionOperations } from "./policy-versions.ts";
import { roleOperations } from "./roles.ts";
import { rootAccessOperations } from "./root-access.ts";
import { serverCertificateOperations } from "./server-certificates.ts";
import { serviceLinkedRoleOperations } from "./service-linked-roles.ts";
import { tagOperations } from "./tag-operations.ts";
import { TAGGABLE_KINDS } from "./taggable-kinds.ts";
import type { AccountExists } from "./trust-policy.ts";
import { userOperations } from "./users.ts";

/** What IAM asks of the rest of the cloud. */
export interface IamDependencies {
  readonly organization?: OrganizationView;
  /** Whether trust policies may name an account; any account when absent. */
  readonly accountExists?: AccountExists;
}

type Operations = Service["operations"];

function merged(operations: readonly Operations[]): Operations {
  return Object.assign({}, ...operations) as Operations;
}

const HOLDERS = [USER, ROLE, GROUP];

/** AWS IAM: users, groups, roles and policies of every account. */
export function iamService(_world: World, dependencies: IamDependencies = {}): Service {
  const { organization = NO_ORGANIZATION, accountExists = () => true } = dependencies;
  return {
    signingName: "iam",
    protocol: "awsQuery",
    sdk,
    version: "2010-05-08",
    xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    globalRegion: "us-east-1",
    operations: {
      ...userOperations,
      DeleteUser: deleteUser,
      ...accessKeyOperations,
      ...loginProfileOperations,
      ...mfaDeviceOperations,
      ...enabledMfaOperations,
      ...groupOperations,
      ...membershipOperations,
      ...roleOperations(accountExists),
      DeleteRole: deleteRole,
      ...serviceLinkedRoleOperations(organization),
      ...instanceProfileOperations,
      ...policyOperations,
      ...policyVersionOperations,
      ListEntitiesForPolicy: listEntitiesForPolicy,
      ...merged(HOLDERS.map(attachedPolicyOperations)),
      ...merged(HOLDERS.map(inlinePolicyOperations)),
      ...merged([USER, ROLE].map(boundaryOperations)),
      ...merged(TAGGABLE_KINDS.map(tagOperations)),
      ...aliasOperations,
      ...passwordPolicyOperations,
      ...serverCertificateOperations,
      GetAccountSummary: getAccountSummary,
      GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
      ...rootAccessOperations(organization),
      ...emptyListings,
    },
    resources: [
      roleType(accountExists),
      policyType,
      managedPolicyType,
      userType,
      groupType,
      instanceProfileType,
    ],
  };
}
