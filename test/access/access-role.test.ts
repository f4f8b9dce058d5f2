import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { accessExternalId } from "../../domain/access/access-role.ts";
import { trusts } from "../../local/authorization/trust.ts";
import type { Principal } from "../../local/kernel/principal.ts";
import { ACCOUNT_ID } from "../support/builders.ts";

const MANAGEMENT = "111111111111";
const ROLE = "OrganizationAccountAccessRole";

/** The trust policy of the role, as CloudFormation makes it in one account. */
function trustIn(account: string): string {
  const text = readFileSync("infra/adoption/access-role.template.json", "utf8")
    .replaceAll("${AWS::Partition}", "aws")
    .replaceAll("${AWS::AccountId}", account)
    .replaceAll("${ManagementAccountId}", MANAGEMENT)
    .replaceAll("${Prefix}", "mayfly");
  const template = JSON.parse(text, (_, value: unknown) =>
    value !== null && typeof value === "object" && "Fn::Sub" in value ? value["Fn::Sub"] : value,
  ) as { Resources: { AccessRole: { Properties: { AssumeRolePolicyDocument: object } } } };
  return JSON.stringify(template.Resources.AccessRole.Properties.AssumeRolePolicyDocument);
}

const session = (account: string, roleName: string): Principal => ({
  ...{ kind: "role", account, roleName, userId: "AROAEXAMPLE:x" },
  arn: `arn:aws:sts::${account}:assumed-role/${roleName}/x`,
  roleArn: `arn:aws:iam::${account}:role/${roleName}`,
  session: { issuedAt: 0, expiresAt: 1 },
});

const BROKER = "mayfly-broker-close-access";

test.each([
  ["a broker that says which account it means", MANAGEMENT, BROKER, ACCOUNT_ID, true],
  ["a broker that means another account", MANAGEMENT, BROKER, "444444444444", false],
  ["a broker that says nothing", MANAGEMENT, BROKER, undefined, false],
  ["the broker of another deployment", MANAGEMENT, "acme-broker-nuke", ACCOUNT_ID, false],
  ["an administrator of the management account", MANAGEMENT, "Admin", ACCOUNT_ID, false],
  ["a role of that name elsewhere", "222222222222", BROKER, ACCOUNT_ID, false],
])("the access role by template lets in: %s", (_, account, roleName, meant, isLetIn) => {
  const principal = session(account, roleName);
  const isTrusted = trusts(trustIn(ACCOUNT_ID), {
    ...{ principal, action: "sts:AssumeRole", roleAccount: ACCOUNT_ID },
    roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${ROLE}`,
    context: {
      "aws:PrincipalArn": `arn:aws:iam::${account}:role/${roleName}`,
      ...(meant === undefined ? {} : { "sts:ExternalId": accessExternalId(meant as never) }),
    },
  });
  expect(isTrusted).toBe(isLetIn);
});
