import { NotEmulated } from "../../kernel/aws-error.ts";
import type { Collection } from "../../kernel/collection.ts";
import type { Call, World } from "../../kernel/service.ts";
import { arnOf, parseArn } from "./arns.ts";
import { awsPolicy } from "./aws-managed/table.ts";
import { noSuchEntity, protectedRole, validationError } from "./errors.ts";
import type {
  GroupRecord,
  InstanceProfileRecord,
  ManagedPolicyRecord,
  RoleRecord,
  UserRecord,
} from "./records.ts";
import { groupsOf, instanceProfilesOf, keyOf, policiesOf, rolesOf, usersOf } from "./tables.ts";

type Where = Pick<Call, "world" | "account">;

function found<T>(table: Collection<T>, name: string | undefined, complaint: string): T {
  const record = table.get(keyOf(name ?? ""));
  if (record === undefined) throw noSuchEntity(complaint);
  return record;
}

/** Errors of all of these: NoSuchEntity. */
export function userNamed({ world, account }: Where, name: string | undefined): UserRecord {
  const complaint = `The user with name ${name} cannot be found.`;
  return found(usersOf(world, account), name, complaint);
}

export function roleNamed({ world, account }: Where, name: string | undefined): RoleRecord {
  const complaint = `The role with name ${name} cannot be found.`;
  return found(rolesOf(world, account), name, complaint);
}

export function groupNamed({ world, account }: Where, name: string | undefined): GroupRecord {
  const complaint = `The group with name ${name} cannot be found.`;
  return found(groupsOf(world, account), name, complaint);
}

export function profileNamed(
  { world, account }: Where,
  name: string | undefined,
): InstanceProfileRecord {
  const complaint = `Instance Profile ${name} cannot be found.`;
  return found(instanceProfilesOf(world, account), name, complaint);
}

/** Roles of AWS's services may be deleted by these only. Errors: UnmodifiableEntity. */
export function checkNotProtected({ path, name }: Pick<RoleRecord, "path" | "name">): void {
  if (path.startsWith("/aws-service-role/") || path.startsWith("/aws-reserved/"))
    throw protectedRole(name);
}

/** The managed policy of this ARN, of a customer or of AWS; undefined when there is none. */
export function policyWithArn(world: World, arn: string): ManagedPolicyRecord | undefined {
  const { account, kind, name } = parseArn(arn) ?? {};
  if (account === undefined || name === undefined || kind !== "policy") return undefined;
  if (account === "aws") return awsPolicy(arn);
  const policy = policiesOf(world, account).get(keyOf(name));
  return policy && arnOf("policy", policy) === arn ? policy : undefined;
}

/** A managed policy that the account may use: its own, or one of AWS. Errors: NoSuchEntity, ValidationError. */
export function policyFor(
  { world, account }: Where,
  arn = "",
  complaint = `Policy ${arn} was not found.`,
): ManagedPolicyRecord {
  if (!arn.startsWith("arn:")) throw validationError(`ARN ${arn} is not valid.`);
  const policy = policyWithArn(world, arn);
  if (!policy && arn.startsWith("arn:aws:iam::aws:policy/")) {
    throw new NotEmulated(`the AWS managed policy ${arn}`);
  }
  if (!policy || (policy.account !== account && policy.account !== "aws")) {
    throw noSuchEntity(complaint);
  }
  return policy;
}

/** The default version's document. */
export function defaultDocument({ versions, defaultVersion }: ManagedPolicyRecord): string {
  return versions.find(({ id }) => id === defaultVersion)?.document ?? "";
}

/** The user of this unique id; undefined when there is none (any more). */
export function userWithId(world: World, account: string, id: string): UserRecord | undefined {
  for (const user of usersOf(world, account).values()) if (user.id === id) return user;
  return undefined;
}
