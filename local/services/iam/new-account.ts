import type { World } from "../../kernel/service.ts";
import { arnOf, rootArn } from "./arns.ts";
import { ROLE } from "./holder-kinds.ts";
import { withInline } from "./inline-policies.ts";
import { makeRole } from "./make-role.ts";
import { makeServiceLinkedRole } from "./make-service-linked-role.ts";
import type { RoleRecord } from "./records.ts";
import { keyOf, rolesOf } from "./tables.ts";

/** What a new account gets its access role for. */
export interface AccessRole {
  readonly account: string;
  readonly roleName: string;
  readonly managementAccount: string;
}

const ADMINISTRATOR = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

function trustIn(account: string): string {
  const Principal = { AWS: rootArn(account) };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  });
}

function accessRole(world: World, { account, roleName, managementAccount }: AccessRole) {
  const made: RoleRecord = makeRole(
    world,
    { account, RoleName: roleName, AssumeRolePolicyDocument: trustIn(managementAccount) },
    () => true,
  );
  const policy = { name: "AdministratorAccess", document: ADMINISTRATOR };
  rolesOf(world, account).set(keyOf(roleName), withInline(ROLE, made, policy));
  return made;
}

/**
 * Makes what Organizations makes in a new account: the access role, which trusts the management account as
 * a whole, and its own service-linked role (facts 1.2). Organizations calls it some time after the account
 * exists, as AWS does; what is there already stays. Answers the ARN of the access role.
 */
export function makeAccessRole(world: World, access: AccessRole): string {
  const { account, roleName } = access;
  const roles = rolesOf(world, account);
  if (!roles.has(keyOf("AWSServiceRoleForOrganizations"))) {
    makeServiceLinkedRole(world, account, "organizations.amazonaws.com");
  }
  return arnOf("role", roles.get(keyOf(roleName)) ?? accessRole(world, access));
}
