import type {
  EntityType,
  GetAccountAuthorizationDetailsCommandInput,
  GetAccountAuthorizationDetailsCommandOutput,
  GroupDetail,
  ManagedPolicyDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from "@aws-sdk/client-iam";
import type { Call } from "../../kernel/service.ts";
import {
  encoded,
  groupAnswer,
  profileAnswer,
  wholePolicy,
  wholeRole,
  wholeUser,
} from "./answers.ts";
import { attachedAnswer } from "./attached-policies.ts";
import { awsPolicies } from "./aws-managed/table.ts";
import { moment } from "./moment.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import type {
  GroupRecord,
  ManagedPolicyRecord,
  PolicyHolder,
  RoleRecord,
  UserRecord,
} from "./records.ts";
import { groupsOf, instanceProfilesOf, keyOf, policiesOf, rolesOf, usersOf } from "./tables.ts";

/** One thing of an account with its kind, so that all kinds are paged through together. */
type Detail =
  | { readonly kind: "User"; readonly record: UserRecord }
  | { readonly kind: "Role"; readonly record: RoleRecord }
  | { readonly kind: "Group"; readonly record: GroupRecord }
  | { readonly kind: "LocalManagedPolicy"; readonly record: ManagedPolicyRecord }
  | { readonly kind: "AWSManagedPolicy"; readonly record: ManagedPolicyRecord };

function inlineAnswer({ inline }: PolicyHolder): PolicyDetail[] {
  return Object.entries(inline).map(([PolicyName, document]) => ({
    PolicyName,
    PolicyDocument: encoded(document),
  }));
}

function userDetail({ world, account }: Call, user: UserRecord): UserDetail {
  const groups = [...groupsOf(world, account).values()];
  return {
    ...wholeUser(user),
    UserPolicyList: inlineAnswer(user),
    GroupList: groups.filter(({ id }) => user.groupIds.includes(id)).map(({ name }) => name),
    AttachedManagedPolicies: attachedAnswer(user),
  };
}

function roleDetail({ world, account }: Call, role: RoleRecord): RoleDetail {
  const { MaxSessionDuration: _seconds, Description: _text, ...answer } = wholeRole(world, role);
  const profiles = [...instanceProfilesOf(world, account).values()];
  return {
    ...answer,
    InstanceProfileList: profiles
      .filter((profile) => profile.role === role.name)
      .map((profile) => profileAnswer(world, profile)),
    RolePolicyList: inlineAnswer(role),
    AttachedManagedPolicies: attachedAnswer(role),
  };
}

function groupDetail(group: GroupRecord): GroupDetail {
  return {
    ...groupAnswer(group),
    GroupPolicyList: inlineAnswer(group),
    AttachedManagedPolicies: attachedAnswer(group),
  };
}

function policyDetail({ world, account }: Call, policy: ManagedPolicyRecord): ManagedPolicyDetail {
  const { Tags: _tags, ...answer } = wholePolicy(world, policy, account);
  const PolicyVersionList = policy.versions.map(({ id, document, createdAt }) => ({
    Document: encoded(document),
    VersionId: id,
    IsDefaultVersion: id === policy.defaultVersion,
    CreateDate: moment(createdAt),
  }));
  return { ...answer, PolicyVersionList };
}

function everyDetail({ world, account }: Call, filter: readonly EntityType[]): readonly Detail[] {
  const all: readonly Detail[] = [
    ...Array.from(
      usersOf(world, account).values(),
      (record) => ({ kind: "User", record }) as const,
    ),
    ...Array.from(
      groupsOf(world, account).values(),
      (record) => ({ kind: "Group", record }) as const,
    ),
    ...Array.from(
      rolesOf(world, account).values(),
      (record) => ({ kind: "Role", record }) as const,
    ),
    ...Array.from(
      policiesOf(world, account).values(),
      (record) => ({ kind: "LocalManagedPolicy", record }) as const,
    ),
    ...awsPolicies().map((record) => ({ kind: "AWSManagedPolicy", record }) as const),
  ];
  return filter.length === 0 ? all : all.filter(({ kind }) => filter.includes(kind));
}

/** Everything that decides what may be done in an account, in one listing. */
export const getAccountAuthorizationDetails = iamOperation<
  GetAccountAuthorizationDetailsCommandInput,
  Answer<GetAccountAuthorizationDetailsCommandOutput>
>({
  name: "GetAccountAuthorizationDetails",
  members: ["Filter", ...PAGE_MEMBERS],
  run(input, call) {
    const found = everyDetail(call, input.Filter ?? []);
    const key = ({ kind, record }: Detail) => `${kind}/${keyOf(record.name)}`;
    const { items, more } = pageOf(found, key, input);
    return {
      UserDetailList: items.flatMap(({ kind, record }) =>
        kind === "User" ? [userDetail(call, record)] : [],
      ),
      GroupDetailList: items.flatMap(({ kind, record }) =>
        kind === "Group" ? [groupDetail(record)] : [],
      ),
      RoleDetailList: items.flatMap(({ kind, record }) =>
        kind === "Role" ? [roleDetail(call, record)] : [],
      ),
      Policies: items.flatMap(({ kind, record }) =>
        kind === "LocalManagedPolicy" || kind === "AWSManagedPolicy"
          ? [policyDetail(call, record)]
          : [],
      ),
      ...more,
    };
  },
});
