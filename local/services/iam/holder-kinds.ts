import type { Collection } from "../../kernel/collection.ts";
import type { Call, World } from "../../kernel/service.ts";
import { arnOf } from "./arns.ts";
import { checkNotProtected, groupNamed, roleNamed, userNamed } from "./find.ts";
import type { Target } from "./operation.ts";
import type { PolicyHolder } from "./records.ts";
import { groupsOf, keyOf, rolesOf, usersOf } from "./tables.ts";

/** The members by which requests name users, roles and groups. */
export interface HolderInput {
  readonly UserName?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly GroupName?: string | undefined;
}

/** Users, roles or groups, as far as policies are concerned. */
export interface HolderKind {
  readonly noun: "User" | "Role" | "Group";
  readonly arnKind: "user" | "role" | "group";
  /** The member that names one. */
  readonly member: keyof HolderInput;
  /** Managed policies that can be attached to one (facts 2.4; IAM User Guide, "IAM and AWS STS quotas"). */
  readonly mostAttached: number;
  /** Name of that quota in the refusal. */
  readonly attachedQuota: string;
  /** Characters of all its inline policies together, without white space. */
  readonly inlineSize: number;
  table(world: World, account: string): Collection<PolicyHolder>;
  /** Errors: NoSuchEntity. */
  find(call: Pick<Call, "world" | "account">, input: HolderInput): PolicyHolder;
  /** Throws UnmodifiableEntity when it may not be changed. */
  checkModifiable(record: PolicyHolder): void;
}

const anyMayChange = () => undefined;

export const USER: HolderKind = {
  noun: "User",
  arnKind: "user",
  member: "UserName",
  mostAttached: 10,
  attachedQuota: "PoliciesPerUser",
  inlineSize: 2048,
  table: usersOf,
  find: (call, { UserName }) => userNamed(call, UserName),
  checkModifiable: anyMayChange,
};

export const ROLE: HolderKind = {
  noun: "Role",
  arnKind: "role",
  member: "RoleName",
  mostAttached: 20,
  attachedQuota: "PoliciesPerRole",
  inlineSize: 10_240,
  table: rolesOf,
  find: (call, { RoleName }) => roleNamed(call, RoleName),
  checkModifiable: checkNotProtected,
};

export const GROUP: HolderKind = {
  noun: "Group",
  arnKind: "group",
  member: "GroupName",
  mostAttached: 10,
  attachedQuota: "PoliciesPerGroup",
  inlineSize: 5120,
  table: groupsOf,
  find: (call, { GroupName }) => groupNamed(call, GroupName),
  checkModifiable: anyMayChange,
};

/** What a permission on the user, role or group that a request names is needed on. */
export function targetOf(kind: HolderKind, input: HolderInput, call: Call): Target {
  const name = input[kind.member] ?? "";
  const { account } = call;
  const record = kind.table(call.world, account).get(keyOf(name));
  if (!record) return { arn: arnOf(kind.arnKind, { account, path: "/", name }) };
  return { arn: arnOf(kind.arnKind, record), tags: record.tags };
}

/** The same with its permissions boundary, for the actions that know `iam:PermissionsBoundary`. */
export function boundTargetOf(kind: HolderKind, input: HolderInput, call: Call): Target {
  const name = input[kind.member] ?? "";
  const boundary = kind.table(call.world, call.account).get(keyOf(name))?.boundary;
  return { ...targetOf(kind, input, call), boundary };
}

/** Puts a changed record in the place of the old one. */
export function replaceHolder(kind: HolderKind, world: World, record: PolicyHolder): void {
  kind.table(world, record.account).set(keyOf(record.name), record);
}
