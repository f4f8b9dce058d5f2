import { expect, test } from "vitest";
import type { AccountId } from "../../domain/ids.ts";
import { parseConfiguration } from "../../local/nuke-engine/configuration.ts";
import { keeps } from "../../local/nuke-engine/filter.ts";
import { refusalOf } from "../../local/nuke-engine/refusals.ts";
import { engineConfiguration } from "../../nuke/engine-configuration.ts";

const ACCOUNT = "333333333333";
const ACCESS_ROLE = "OrganizationAccountAccessRole";

const configuration = parseConfiguration(
  engineConfiguration({
    accountId: ACCOUNT as AccountId,
    regions: ["eu-west-1", "us-east-1"],
    blocklist: ["111111111111", "222222222222"] as AccountId[],
    accessRoleName: ACCESS_ROLE,
    organizationTrails: ["organization-trail"],
  }),
);

const filters = configuration.accounts[ACCOUNT]?.filters ?? {};
const survives = (type: string, name: string, properties: Record<string, string> = {}) =>
  (filters[type] ?? []).some((filter) => keeps(filter, { name, properties }));

const options = {
  ...{ config: "", force: true, forceSleep: 3, quiet: false, remove: true },
  ...{ checkAlias: false, maxWaitRetries: 0, roundPause: 0 },
};

test("covers what is global and every enabled Region", () => {
  expect(configuration.regions).toEqual(["global", "eu-west-1", "us-east-1"]);
});

test("lets the access role survive with all its policies", () => {
  expect(survives("IAMRole", ACCESS_ROLE)).toBe(true);
  expect(
    survives("IAMRolePolicy", `${ACCESS_ROLE} -> AdministratorAccess`, {
      "role:RoleName": ACCESS_ROLE,
    }),
  ).toBe(true);
  expect(survives("IAMRolePolicyAttachment", "any", { RoleName: ACCESS_ROLE })).toBe(true);
});

test("leaves the organization's trails alone, and no other", () => {
  expect(survives("CloudTrailTrail", "organization-trail")).toBe(true);
  expect(survives("CloudTrailTrail", "my-trail")).toBe(false);
});

test.each([
  "AWSServiceRoleForNothing",
  "AWSReservedSSO_backdoor",
  "stacksets-exec-backdoor",
  `${ACCESS_ROLE}2`,
  "mayfly-owner",
])("lets no role survive for being called %s", (name) => {
  expect(survives("IAMRole", name)).toBe(false);
  expect(survives("IAMRolePolicyAttachment", `${name} -> x`, { RoleName: name })).toBe(false);
});

test("lets targets of rules that a service manages survive, and no rule for being called like one", () => {
  const target = (rule: string, id: string) =>
    survives("CloudWatchEventsTarget", `Rule: ${rule} Target ID: ${id}`);
  expect(target("SIRGuardDutyRule", "security-ir")).toBe(true);
  expect(target("SIRSecurityHubRule", "security-ir")).toBe(true);
  expect(target("SIRGuardDutyRule", "miner")).toBe(false);
  expect(target("mine", "security-ir")).toBe(false);
  expect(survives("CloudWatchEventsRule", "Rule: SIRGuardDutyRule")).toBe(false);
});

test("lets only the identity provider of IAM Identity Center survive", () => {
  const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:saml-provider/${name}`;

  expect(survives("IAMSAMLProvider", arn("AWSSSO_0123456789abcdef_DO_NOT_DELETE"))).toBe(true);
  expect(survives("IAMSAMLProvider", arn("AWSSSO_mine"))).toBe(false);
});

test.each([
  { id: "111111111111", refusal: "account is in blocklist" },
  { id: "444444444444", refusal: "account is not configured" },
  { id: ACCOUNT, refusal: undefined },
])("makes the engine answer $refusal with credentials of $id", ({ id, refusal }) => {
  expect(refusalOf({ id, aliases: [] }, configuration, options)).toBe(refusal);
});

test("keeps nothing because it is protected, deprecated or disabled", () => {
  expect(configuration.settings).toMatchObject({
    DynamoDBTable: { DisableDeletionProtection: true },
    EC2Image: {
      DisableDeregistrationProtection: true,
      IncludeDeprecated: true,
      IncludeDisabled: true,
    },
    EC2Instance: { DisableDeletionProtection: true, DisableStopProtection: true },
    RDSInstance: { DisableDeletionProtection: true, StartClusterToDelete: true },
  });
});

test("leaves parts to the deletion of their whole", () => {
  expect(configuration["resource-types"]?.excludes).toContain("S3Object");
  expect(configuration["resource-types"]?.excludes).toContain("DynamoDBTableItem");
});
