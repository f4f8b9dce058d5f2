import type { Group, InstanceProfile, Policy, Role, User } from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { arnOf } from "./arns.ts";
import { attachmentsOf } from "./attachments.ts";
import { moment } from "./moment.ts";
import type {
  GroupRecord,
  InstanceProfileRecord,
  ManagedPolicyRecord,
  PolicyHolder,
  RoleRecord,
  UserRecord,
} from "./records.ts";
import { keyOf, rolesOf } from "./tables.ts";
import { type Tags, tagList } from "./tag-set.ts";
import { trustPolicyOf } from "./trust-policy.ts";

/** Documents are answered percent-encoded, as RFC 3986 has it (IAM API Reference, GetRolePolicy). */
export function encoded(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const tagged = (tags: Tags) => (Object.keys(tags).length > 0 ? { Tags: tagList(tags) } : {});

function bounded({ boundary }: PolicyHolder): Pick<User, "PermissionsBoundary"> {
  if (boundary === undefined) return {};
  return {
    PermissionsBoundary: {
      PermissionsBoundaryType: "PermissionsBoundaryPolicy",
      PermissionsBoundaryArn: boundary,
    },
  };
}

/** A user as listings have it. */
export function userInList(user: UserRecord): User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: arnOf("user", user),
    CreateDate: moment(user.createdAt),
  };
}

/** A user with what only GetUser and CreateUser tell. */
export function wholeUser(user: UserRecord): User {
  return { ...userInList(user), ...tagged(user.tags), ...bounded(user) };
}

/** A role as listings have it. */
export function roleInList(world: World, role: RoleRecord): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: arnOf("role", role),
    CreateDate: moment(role.createdAt),
    AssumeRolePolicyDocument: encoded(trustPolicyOf(world, role)),
    ...(role.description !== undefined && { Description: role.description }),
    MaxSessionDuration: role.maxSessionDuration,
  };
}

/** A role with what only GetRole and CreateRole tell. */
export function wholeRole(world: World, role: RoleRecord): Role {
  const { lastUsed } = role;
  return {
    ...roleInList(world, role),
    ...tagged(role.tags),
    ...bounded(role),
    RoleLastUsed: lastUsed ? { LastUsedDate: moment(lastUsed.at), Region: lastUsed.region } : {},
  };
}

export function groupAnswer(group: GroupRecord): Group {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: arnOf("group", group),
    CreateDate: moment(group.createdAt),
  };
}

export function profileAnswer(world: World, profile: InstanceProfileRecord): InstanceProfile {
  const role =
    profile.role === undefined
      ? undefined
      : rolesOf(world, profile.account).get(keyOf(profile.role));
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: arnOf("instance-profile", profile),
    CreateDate: moment(profile.createdAt),
    Roles: role ? [roleInList(world, role)] : [],
    ...tagged(profile.tags),
  };
}

/** A managed policy as listings have it; the counts are those of `account`. */
export function policyInList(world: World, policy: ManagedPolicyRecord, account: string): Policy {
  const arn = arnOf("policy", policy);
  const { attached, bounding } = attachmentsOf(world, account, arn);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: attached.length,
    PermissionsBoundaryUsageCount: bounding.length,
    IsAttachable: true,
    CreateDate: moment(policy.createdAt),
    UpdateDate: moment(policy.updatedAt),
  };
}

/** A managed policy with what only GetPolicy and CreatePolicy tell. */
export function wholePolicy(world: World, policy: ManagedPolicyRecord, account: string): Policy {
  return {
    ...policyInList(world, policy, account),
    ...(policy.description !== undefined && { Description: policy.description }),
    ...tagged(policy.tags),
  };
}
