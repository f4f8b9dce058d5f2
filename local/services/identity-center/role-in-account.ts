import type { World } from "../../kernel/service.ts";
import type { RoleRecord } from "../iam/records.ts";
import { keyOf as nameKey, rolesOf } from "../iam/tables.ts";
import { uniqueId } from "../iam/unique-ids.ts";
import type { InstanceRecord, PermissionSetRecord } from "./records.ts";

const HEX = "0123456789abcdef";
const LONGEST_SESSION = 43_200;

/** The role that a permission set has in an account, if it has one there. */
export function roleOf(
  world: World,
  account: string,
  { name }: PermissionSetRecord,
): RoleRecord | undefined {
  const prefix = nameKey(`AWSReservedSSO_${name}_`);
  return [...rolesOf(world, account).entries()].find(([key]) => key.startsWith(prefix))?.[1];
}

/** Only people of the instance get into the role, by its access portal. */
const trustIn = (account: string, suffix: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: {
          Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_${suffix}_DO_NOT_DELETE`,
        },
        Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
        Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
      },
    ],
  });

/** Makes the role of a permission set in an account (IAM Identity Center UG, "Permission sets"). */
export function provision(
  world: World,
  account: string,
  { region, set }: Pick<InstanceRecord, "region"> & { readonly set: PermissionSetRecord },
): void {
  if (roleOf(world, account, set)) return;
  const suffix = world.random.text(16, HEX);
  const name = `AWSReservedSSO_${set.name}_${suffix}`;
  const place = region === "us-east-1" ? "" : `${region}/`;
  rolesOf(world, account).set(nameKey(name), {
    ...{ account, name, path: `/aws-reserved/sso.amazonaws.com/${place}` },
    id: uniqueId(world, "AROA"),
    createdAt: world.clock.now(),
    ...{ tags: {}, inline: {}, attached: set.policies, trustedIds: {} },
    trust: trustIn(account, suffix),
    maxSessionDuration: LONGEST_SESSION,
  });
}

/** Deletes it, with every session: nobody has the permission set there any more. */
export function deprovision(world: World, account: string, set: PermissionSetRecord): void {
  const role = roleOf(world, account, set);
  if (role) rolesOf(world, account).delete(nameKey(role.name));
}
