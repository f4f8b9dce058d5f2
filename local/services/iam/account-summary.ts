import type {
  GetAccountSummaryCommandInput,
  GetAccountSummaryCommandOutput,
} from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { keysOwnedBy } from "./access-keys.ts";
import { devicesOwnedBy } from "./enabled-mfa-devices.ts";
import { GROUP, ROLE, USER } from "./holder-kinds.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { QUOTAS } from "./quotas.ts";
import {
  groupsOf,
  instanceProfilesOf,
  mfaDevicesOf,
  policiesOf,
  rolesOf,
  serverCertificatesOf,
  usersOf,
} from "./tables.ts";
import { LARGEST_TRUST } from "./trust-policy.ts";

const LIMITS = {
  AccessKeysPerUserQuota: QUOTAS.accessKeysPerUser,
  AssumeRolePolicySizeQuota: LARGEST_TRUST,
  AttachedPoliciesPerGroupQuota: GROUP.mostAttached,
  AttachedPoliciesPerRoleQuota: ROLE.mostAttached,
  AttachedPoliciesPerUserQuota: USER.mostAttached,
  GroupPolicySizeQuota: GROUP.inlineSize,
  GroupsPerUserQuota: QUOTAS.groupsPerUser,
  GroupsQuota: QUOTAS.groups,
  InstanceProfilesQuota: QUOTAS.instanceProfiles,
  PoliciesQuota: QUOTAS.policies,
  PolicySizeQuota: QUOTAS.policySize,
  RolePolicySizeQuota: ROLE.inlineSize,
  RolesQuota: QUOTAS.roles,
  ServerCertificatesQuota: QUOTAS.serverCertificates,
  UserPolicySizeQuota: USER.inlineSize,
  UsersQuota: QUOTAS.users,
  VersionsPerPolicyQuota: QUOTAS.policyVersions,
};

function countsOf(world: World, account: string) {
  const devices = [...mfaDevicesOf(world, account).values()];
  const inUse = devices.filter(({ ownerId }) => ownerId !== undefined).length;
  const policies = [...policiesOf(world, account).values()];
  return {
    AccountAccessKeysPresent: keysOwnedBy(world, account, account).length > 0 ? 1 : 0,
    AccountMFAEnabled: devicesOwnedBy(world, account, account).length > 0 ? 1 : 0,
    AccountSigningCertificatesPresent: 0,
    AccountPasswordPresent: 0,
    Groups: groupsOf(world, account).size,
    InstanceProfiles: instanceProfilesOf(world, account).size,
    MFADevices: devices.length,
    MFADevicesInUse: inUse,
    Policies: policies.length,
    PolicyVersionsInUse: policies.reduce((sum, { versions }) => sum + versions.length, 0),
    Providers: 0,
    Roles: rolesOf(world, account).size,
    ServerCertificates: serverCertificatesOf(world, account).size,
    Users: usersOf(world, account).size,
  };
}

/** How much of what an account has, and how much it may have. */
export const getAccountSummary = iamOperation<
  GetAccountSummaryCommandInput,
  Answer<GetAccountSummaryCommandOutput>
>({
  name: "GetAccountSummary",
  members: [],
  run: (_input, { world, account }) => ({
    SummaryMap: { ...countsOf(world, account), ...LIMITS },
  }),
});
