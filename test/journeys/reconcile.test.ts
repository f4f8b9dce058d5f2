import type { DescribeBudgetsCommandOutput } from "@aws-sdk/client-budgets";
import type { CreateAccountResponse } from "@aws-sdk/client-organizations";
import { beforeAll, expect, test } from "vitest";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { accountsOf } from "../../local/services/organizations/records.ts";
import example from "../../mayfly.config.example.ts";
import { asAccessRole } from "../support/as-access-role.ts";
import { asRoot, MANAGEMENT } from "../support/as-root.ts";
import { aCloud, HOUR, type TestCloud } from "../support/cloud.ts";
import { anActiveLease } from "../support/lives.ts";

let cloud: TestCloud;
const alarms: string[] = [];
let leaseId: string;
let accountId: string;
beforeAll(async () => {
  const { configuration } = await localConfiguration({
    organization: { ...example.organization, accountQuota: 10 },
    reconcile: { every: "PT1H" },
  });
  cloud = await aCloud({ configuration });
  cloud.world.trace.watch((happening) => {
    if (happening.kind === "alarm") alarms.push(`${happening.alarm} ${happening.state}`);
  });
  leaseId = await anActiveLease(cloud, { duration: "P7D" });
  accountId = String((await cloud.lease(leaseId))["accountId"]);
});

const organizations = <O>(operation: string, input: object) =>
  asRoot<O>(cloud, {
    ...{ account: MANAGEMENT, region: "us-east-1", service: "organizations", operation, input },
  });

const parentOf = (id: string) => accountsOf(cloud.world).get(id)?.parentId;

test("an account of ours that the ledger lost is back in it after the next reconcile, for a person to see", async () => {
  const { CreateAccountStatus: status } = await organizations<CreateAccountResponse>(
    "CreateAccount",
    {
      AccountName: `${cloud.configuration.prefix}-forgotten0`,
      Email: cloud.configuration.accounts.emailPattern.replace("{key}", "forgotten0"),
    },
  );
  expect(status?.State).toBe("IN_PROGRESS");
  await cloud.until("AccountFound", { accountKey: "forgotten0" });

  const administrator = cloud.as("administrator");
  const { items } = (await administrator("GET /v1/accounts?status=attention")).body;
  expect(items).toMatchObject([{ key: "forgotten0", cause: { error: "AccountUnknown" } }]);
  const retried = await administrator("POST /v1/accounts/forgotten0/retry");
  expect(retried).toMatchObject({
    ...{ status: 409, body: { detail: expect.stringContaining("was set aside") } },
  });
});

test("an account whose alias its holder has deleted is told to have drifted", async () => {
  const listing = await asAccessRole(cloud, accountId, ["iam", "ListAccountAliases", {}]);
  const {
    AccountAliases: [AccountAlias],
  } = listing as { AccountAliases: string[] };
  await asAccessRole(cloud, accountId, ["iam", "DeleteAccountAlias", { AccountAlias }]);
  await cloud.until("AccountDrifted");
  const drifted = cloud.events.find(({ type }) => type === "AccountDrifted");
  expect(drifted).toMatchObject({ accountId, why: expect.stringContaining("alias") });
});

test("an account that somebody has moved out of the guard rails is told, and shown", async () => {
  await organizations("MoveAccount", {
    ...{ AccountId: accountId, SourceParentId: parentOf(accountId) },
    DestinationParentId: cloud.configuration.organization.rootId,
  });
  await cloud.until("AccountAstray", { accountId });
  const { items } = (await cloud.as("administrator")("GET /v1/accounts?status=leased")).body;
  expect(items).toMatchObject([{ accountId, noticed: ["moved"] }]);
});

test("an account that somebody else has closed ends its lease", async () => {
  await organizations("CloseAccount", { AccountId: accountId });
  await cloud.until("LeaseEnded", { leaseId });
  expect(await cloud.lease(leaseId)).toMatchObject({ status: "ended", reason: "account-lost" });
  const { Budgets = [] } = await asRoot<DescribeBudgetsCommandOutput>(cloud, {
    ...{ account: MANAGEMENT, region: "us-east-1", service: "budgets" },
    ...{ operation: "DescribeBudgets", input: { AccountId: MANAGEMENT } },
  });
  expect(Budgets).toEqual([]);
  expect((await cloud.as("administrator")("GET /v1/accounts?status=closed")).body).toMatchObject({
    items: [{ accountId, status: "closed" }],
  });
});

test("the alarm of the silent sweep is quiet from the deployment on, and told when the sweep falls silent", async () => {
  expect(alarms).not.toContain("mayfly-sweep-silent ALARM");
  expect(alarms).not.toContain("mayfly-sweep-silent INSUFFICIENT_DATA");
  await asRoot(cloud, {
    ...{ service: "scheduler", operation: "DeleteSchedule", input: { Name: "mayfly-sweep" } },
  });
  await cloud.pass(HOUR);
  expect(alarms).toContain("mayfly-sweep-silent INSUFFICIENT_DATA");
});
