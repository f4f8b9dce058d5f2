import { readFileSync } from "node:fs";
import type { CreateAccountResponse } from "@aws-sdk/client-organizations";
import { beforeAll, expect, test } from "vitest";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { deployStack } from "../../local/cloudformation/deploy.ts";
import { parseTemplate } from "../../local/cloudformation/template.ts";
import { roleType } from "../../local/services/iam/cfn-role.ts";
import { accountsOf } from "../../local/services/organizations/records.ts";
import { planFaults } from "../../local/wire/faults.ts";
import { asAccessRole } from "../support/as-access-role.ts";
import { asRoot, MANAGEMENT, VENDING } from "../support/as-root.ts";
import { aCloud, HOUR, type TestCloud } from "../support/cloud.ts";
import { useEmptyHandedEngine } from "../support/engine.ts";
import { accountsIn, everythingIn } from "../support/ledger.ts";
import { anActiveLease } from "../support/lives.ts";

const FILE = "infra/adoption/access-role.template.json";
const ROLE = "OrganizationAccountAccessRole";

const calls = planFaults();
let cloud: TestCloud;
beforeAll(async () => {
  const { configuration } = await localConfiguration({
    accounts: { emailPattern: "aws+{key}@example.com", denylist: ["999999999999"] },
  });
  cloud = await aCloud({ configuration, calls });
  await useEmptyHandedEngine(cloud);
});

const organizations = <O>(operation: string, input: object = {}) =>
  asRoot<O>(cloud, {
    ...{ account: MANAGEMENT, region: "us-east-1", service: "organizations", operation, input },
  });

const iam = (account: string, operation: string, input: object) =>
  asRoot(cloud, { account, region: "us-east-1", service: "iam", operation, input });

/** An account that others made, and that has no role that lets Mayfly in. */
async function aStranger(name: string): Promise<string> {
  const Email = `${name.toLowerCase().replace(" ", ".")}@example.com`;
  await organizations<CreateAccountResponse>("CreateAccount", { AccountName: name, Email });
  await cloud.pass(HOUR / 2);
  const found = [...accountsOf(cloud.world).values()].find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no account ${name}.`);
  await iam(found.id, "DeleteRolePolicy", { RoleName: ROLE, PolicyName: "AdministratorAccess" });
  await iam(found.id, "DeleteRole", { RoleName: ROLE });
  return found.id;
}

const role = roleType(() => true);

/** Makes the access role as somebody in the account would: by our template. */
const makeRole = (account: string) =>
  deployStack(
    { world: cloud.world, types: new Map([[role.type, role]]) },
    {
      ...{ name: "mayfly-access", account, region: "eu-west-1", tags: {}, asset: () => "" },
      template: parseTemplate(readFileSync(FILE, "utf8"), FILE),
      parameters: { ManagementAccountId: MANAGEMENT },
    },
  );

const takeIn = (accountId: string, name: string) =>
  cloud.as("administrator")("POST /v1/accounts", { accountId, name });

const recordOf = async (accountId: string) =>
  (await accountsIn(cloud)).find((each) => "accountId" in each && each.accountId === accountId);

test("an account that others made is taken in, emptied, put into the pool and leased", async () => {
  const accountId = await aStranger("Old Sandbox");
  const before = await everythingIn(cloud);
  expect(await takeIn(accountId, "Old Sandbox")).toMatchObject({
    ...{ status: 409, body: { detail: expect.stringContaining(FILE) } },
  });
  expect(await everythingIn(cloud)).toEqual(before);

  await makeRole(accountId);
  const { status, body } = await takeIn(accountId, "Old Sandbox");

  expect({ status, body }).toMatchObject({
    status: 202,
    body: { status: "quarantined", accountId },
  });
  const leaseId = String(body["leaseId"]);
  await cloud.until("AccountReturned", { accountId });
  expect(await cloud.lease(leaseId)).toMatchObject({
    ...{ status: "ended", reason: "adopted", template: "adoption" },
    owner: cloud.people.administrator.arn,
  });
  const told = cloud.events.filter((event) => event.accountId === accountId);
  expect(told.map(({ type }) => type)).toEqual([
    ...["AccountAdopting", "AccountQuarantined", "AccountNukeStarted", "AccountNuked"],
    "AccountReturned",
  ]);
  const leased = await anActiveLease(cloud, {});
  expect(await cloud.lease(leased)).toMatchObject({ accountId });
  const { AccountAliases } = (await asAccessRole(cloud, accountId, [
    "iam",
    "ListAccountAliases",
    {},
  ])) as { AccountAliases: string[] };
  expect(AccountAliases).toEqual([`mayfly-${String(body["key"])}`]);
});

test("an answer that was lost is asked for again, and nothing happens twice", async () => {
  const accountId = await aStranger("twice");
  await makeRole(accountId);
  const mend = calls.add({ operation: "TagResource", fault: "serverError" });
  expect((await takeIn(accountId, "twice")).status).toBe(503);
  expect(await recordOf(accountId)).toMatchObject({
    ...{ status: "attention", cause: { error: "AccountAdopting" } },
  });
  mend();

  const [first, second] = [await takeIn(accountId, "twice"), await takeIn(accountId, "twice")];

  expect(first.status).toBe(202);
  expect(second.body).toMatchObject({ key: first.body["key"], leaseId: first.body["leaseId"] });
  await cloud.until("AccountReturned", { accountId });
  expect(await takeIn(accountId, "twice")).toMatchObject({
    ...{ status: 409, body: { detail: expect.stringContaining("is Mayfly's already") } },
  });
});

test("whatever must not be emptied is refused, and nothing of it is touched", async () => {
  const accountId = await aStranger("precious");
  await makeRole(accountId);
  const before = await everythingIn(cloud);
  const refusals: readonly (readonly [string, string, number, string])[] = [
    [MANAGEMENT, "management", 403, "is the management account"],
    [VENDING, "vending", 403, "is the account that Mayfly runs in"],
    ["999999999999", "denied", 403, "is on the denylist"],
    ["888888888888", "elsewhere", 409, "is not in the organization"],
    [accountId, "precise", 422, 'is not called "precise"'],
    ["12345", "short", 422, "is not the number of an AWS account"],
  ];
  for (const [number, name, status, says] of refusals)
    expect(await takeIn(number, name)).toMatchObject({
      ...{ status, body: { detail: expect.stringContaining(says) } },
    });

  await organizations("TagResource", {
    ...{ ResourceId: accountId, Tags: [{ Key: "mayfly:managed-by", Value: "other" }] },
  });
  expect(await takeIn(accountId, "precious")).toMatchObject({
    ...{ status: 403, body: { detail: expect.stringContaining("is managed by other") } },
  });
  expect(await everythingIn(cloud)).toEqual(before);
});

test("one that lies in a unit is somebody's, until it is moved to the root", async () => {
  const accountId = await aStranger("placed");
  await makeRole(accountId);
  const { rootId: SourceParentId } = cloud.configuration.organization;
  const { OrganizationalUnit: unit } = await organizations<{
    OrganizationalUnit?: { Id?: string };
  }>("CreateOrganizationalUnit", { ParentId: SourceParentId, Name: "theirs" });
  const [AccountId, DestinationParentId] = [accountId, unit?.Id];
  await organizations("MoveAccount", { AccountId, SourceParentId, DestinationParentId });
  expect(await takeIn(accountId, "placed")).toMatchObject({
    ...{ status: 409, body: { detail: expect.stringContaining("move it to the root") } },
  });
});
