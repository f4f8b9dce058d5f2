import type { DescribeBudgetsCommandOutput } from "@aws-sdk/client-budgets";
import type { ListPoliciesForTargetCommandOutput } from "@aws-sdk/client-organizations";
import { beforeAll, describe, expect, test } from "vitest";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { charge } from "../../local/services/cost-explorer/charges.ts";
import example from "../../mayfly.config.example.ts";
import { asRoot } from "../support/as-root.ts";
import { aCloud, DAY, HOUR, type TestCloud } from "../support/cloud.ts";
import { watchCalls } from "../support/watching.ts";

/** One lease for each of the things that a template can want at 100 %. */
const KINDS = ["tell", "freeze", "end"] as const;

let cloud: TestCloud;
const leases: Record<string, string> = {};
let questions: readonly unknown[];

const accountIdOf = async (kind: string) =>
  String((await cloud.lease(leases[kind] ?? ""))["accountId"]);
const told = (type: string, kind: string) =>
  cloud.events.filter((event) => event.type === type && event.leaseId === leases[kind]);
/** Names of the policies that are attached to a lease's account itself. A page may be empty and not the last. */
async function railsOn(kind: string): Promise<readonly string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await asRoot<ListPoliciesForTargetCommandOutput>(cloud, {
      ...{ service: "organizations", operation: "ListPoliciesForTarget" },
      input: {
        ...{ TargetId: await accountIdOf(kind), Filter: "SERVICE_CONTROL_POLICY" },
        ...(NextToken === undefined ? {} : { NextToken }),
      },
      account: cloud.configuration.organization.managementAccountId,
    });
    names.push(...(page.Policies ?? []).map(({ Name = "" }) => Name));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return names;
}

beforeAll(async () => {
  const [first] = example.templates;
  if (first === undefined) throw new Error("no template");
  const templates = KINDS.map((atLimit) => ({
    ...{ ...first, name: atLimit, duration: { default: "P20D", longest: "P30D" } },
    ...{ spend: { alerts: [0.5, 0.8], atLimit }, budget: { default: 50, limit: 200 } },
    ...(atLimit === "tell" ? { freezeBefore: "P2D" } : {}),
  }));
  const organization = { ...example.organization, accountQuota: 1_000 };
  const local = await localConfiguration({ templates, organization });
  cloud = await aCloud(local);
  questions = watchCalls(cloud, "GetCostAndUsage");
  for (const kind of KINDS) {
    leases[kind] = await cloud.request({ template: kind, duration: "P20D" });
    await cloud.until("LeaseActivated", { leaseId: leases[kind] });
  }
});

describe("spend", () => {
  test("is shown with its lag, and a share that is reached is told once", async () => {
    for (const kind of KINDS)
      charge(cloud.world, { accountId: await accountIdOf(kind), amount: 30 });
    await cloud.pass(7 * HOUR);
    expect(cloud.events.filter(({ type }) => type === "LeaseSpendReached")).toEqual([]);
    await cloud.pass(2 * DAY);
    for (const kind of KINDS)
      expect(told("LeaseSpendReached", kind)).toMatchObject([
        { details: { share: 0.5, amount: 30, budget: 50, until: "2026-12-01" } },
      ]);
    expect((await cloud.lease(leases["tell"] ?? ""))["spend"]).toMatchObject({
      ...{ amount: 30, currency: "USD", until: "2026-12-01" },
      note: expect.stringContaining("late"),
    });
  });

  test("is asked for with one question a run for all accounts", () => {
    expect(questions.length).toBeGreaterThan(4);
    expect(questions.length).toBeLessThan(9);
  });

  test("is watched by a budget of AWS's for the whole lease too", async () => {
    const { managementAccountId: account } = cloud.configuration.organization;
    const { Budgets = [] } = await asRoot<DescribeBudgetsCommandOutput>(cloud, {
      ...{ service: "budgets", operation: "DescribeBudgets", input: { AccountId: account } },
      account,
    });
    expect(Budgets).toHaveLength(3);
    expect(Budgets[0]).toMatchObject({
      ...{ TimeUnit: "CUSTOM", BudgetLimit: { Amount: "50", Unit: "USD" } },
      TimePeriod: { Start: new Date("2026-12-01"), End: new Date("2027-01-02") },
    });
  });

  test("over the budget is told, freezes the account, or ends the lease, as the template says", async () => {
    for (const kind of KINDS)
      charge(cloud.world, { accountId: await accountIdOf(kind), amount: 21 });
    await cloud.pass(2 * DAY);
    for (const kind of KINDS)
      expect(told("LeaseSpendReached", kind).at(-1)).toMatchObject({ details: { share: 1 } });
    expect(await cloud.lease(leases["tell"] ?? "")).toMatchObject({ status: "active" });
    expect(await cloud.lease(leases["freeze"] ?? "")).toMatchObject({
      ...{ status: "active", frozenAt: expect.any(String) },
    });
    const ended = await cloud.lease(leases["end"] ?? "");
    expect(ended).toMatchObject({ reason: "budget-used-up" });
    expect(await railsOn("freeze")).toContain("mayfly-frozen");
  });

  test("goes on when an administrator has raised the budget, and not before", async () => {
    const route = `POST /v1/leases/${leases["freeze"]}/unfreeze`;
    expect((await cloud.as("developer")(route, {})).status).toBe(403);
    const little = await cloud.as("administrator")(route, { budget: 50 });
    expect(little).toMatchObject({ status: 422, body: { errors: [{ field: "budget" }] } });
    expect((await cloud.as("administrator")(route, { budget: 100 })).status).toBe(200);
    await cloud.until("LeaseUnfrozen", { leaseId: leases["freeze"] });
    await cloud.pass(HOUR);
    expect(await railsOn("freeze")).not.toContain("mayfly-frozen");
    expect((await cloud.as("administrator")(route, {})).status).toBe(409);
  });

  test("of a frozen lease that ends leaves no guard rail behind", async () => {
    charge(cloud.world, { accountId: await accountIdOf("freeze"), amount: 60 });
    await cloud.pass(2 * DAY);
    expect(told("LeaseFrozen", "freeze")).toHaveLength(2);
    await cloud.as("developer")(`DELETE /v1/leases/${leases["freeze"]}`);
    await cloud.pass(HOUR);
    expect(await railsOn("freeze")).not.toContain("mayfly-frozen");
  });

  test("stops for the last two days where the template says so, until its owner extends", async () => {
    const leaseId = leases["tell"] ?? "";
    await cloud.pass(12 * DAY);
    expect(told("LeaseFrozen", "tell")).toHaveLength(1);
    const lease = await cloud.lease(leaseId);
    expect(lease).toMatchObject({ status: "active", frozenForEnd: true });
    expect(await railsOn("tell")).toContain("mayfly-frozen");

    const route = `POST /v1/leases/${leaseId}/extend`;
    expect((await cloud.as("developer")(route, { duration: "P5D" })).status).toBe(200);
    await cloud.until("LeaseUnfrozen", { leaseId });
    await cloud.pass(HOUR);

    expect(await cloud.lease(leaseId)).not.toHaveProperty("frozenForEnd");
    expect(await railsOn("tell")).not.toContain("mayfly-frozen");
  });
});
