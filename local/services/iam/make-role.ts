import type { Tag } from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { alreadyExists, constraintError, limitExceeded, validationError } from "./errors.ts";
import { policyFor } from "./find.ts";
import { checkDescription, checkName, pathFor } from "./names.ts";
import { QUOTAS } from "./quotas.ts";
import type { RoleRecord } from "./records.ts";
import { keyOf, rolesOf } from "./tables.ts";
import { withTags } from "./tag-set.ts";
import { type AccountExists, trustFor } from "./trust-policy.ts";
import { uniqueId } from "./unique-ids.ts";

/** A role to be made, in the words of CreateRole. */
export interface NewRole {
  readonly account: string;
  readonly RoleName: string;
  readonly AssumeRolePolicyDocument: string;
  readonly Path?: string | undefined;
  readonly Description?: string | undefined;
  /** In seconds. */
  readonly MaxSessionDuration?: number | undefined;
  readonly PermissionsBoundary?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export const LONGEST_ROLE_NAME = 64;
const USUAL_SESSION_SECONDS = 3600;
const LONGEST_SESSION_SECONDS = 43_200;

/** Checks how long sessions of a role may be, in seconds. Errors: ValidationError. */
export function sessionDurationFor(seconds = USUAL_SESSION_SECONDS): number {
  if (seconds < USUAL_SESSION_SECONDS) {
    const constraint = `Member must have value greater than or equal to ${USUAL_SESSION_SECONDS}`;
    throw constraintError("maxSessionDuration", seconds, constraint);
  }
  if (seconds > LONGEST_SESSION_SECONDS) {
    const constraint = `Member must have value less than or equal to ${LONGEST_SESSION_SECONDS}`;
    throw constraintError("maxSessionDuration", seconds, constraint);
  }
  return seconds;
}

/** The managed policy that is to bound somebody's permissions. Errors: NoSuchEntity. */
export function boundaryFor(world: World, account: string, arn: string | undefined) {
  if (arn === undefined) return {};
  policyFor({ world, account }, arn, `Scope ARN: ${arn} does not exist or is not attachable.`);
  return { boundary: arn };
}

/**
 * Makes a role. Errors: EntityAlreadyExists, LimitExceeded, MalformedPolicyDocument, NoSuchEntity,
 * ValidationError.
 */
export function makeRole(world: World, role: NewRole, accountExists: AccountExists): RoleRecord {
  const { account, RoleName: name, Description } = role;
  checkName("roleName", name, LONGEST_ROLE_NAME);
  checkDescription(Description);
  const path = pathFor(role.Path);
  if (path.startsWith("/aws-service-role/")) {
    throw validationError("Paths that begin with /aws-service-role/ are reserved for AWS.");
  }
  const roles = rolesOf(world, account);
  if (roles.has(keyOf(name))) throw alreadyExists(`Role with name ${name} already exists.`);
  if (roles.size >= QUOTAS.roles) throw limitExceeded("RolesPerAccount", QUOTAS.roles);
  const record: RoleRecord = {
    account,
    name,
    path,
    id: uniqueId(world, "AROA"),
    createdAt: world.clock.now(),
    tags: withTags({}, role.Tags),
    inline: {},
    attached: [],
    ...trustFor(world, role.AssumeRolePolicyDocument, accountExists),
    ...(Description !== undefined && { description: Description }),
    maxSessionDuration: sessionDurationFor(role.MaxSessionDuration),
    ...boundaryFor(world, account, role.PermissionsBoundary),
  };
  roles.set(keyOf(name), record);
  return record;
}
