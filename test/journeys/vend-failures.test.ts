import { beforeAll, describe, expect, it } from "vitest";
import type { Tally } from "../../domain/lease/tally.ts";
import { planFaults } from "../../local/wire/faults.ts";
import { type Ban, forbid, NO_BUILDS } from "../support/breakage.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { useEmptyHandedEngine } from "../support/engine.ts";
import { accountOf, accountsIn, everythingIn } from "../support/ledger.ts";
import { lostAccounts } from "../support/organization.ts";
import { makeRoom } from "../support/room.ts";

const calls = planFaults([NO_BUILDS]);

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud({ calls });
  makeRoom(cloud);
  await useEmptyHandedEngine(cloud);
});

/** For each Task state of `vend`: what is forbidden there, and what the requester is told. */
const STATES: readonly [state: string, ban: Ban, told: { error: string; says: RegExp }][] = [
  [
    "Confirm creation",
    { role: "broker-confirm-creation", action: "organizations:DescribeCreateAccountStatus" },
    { error: "AccessDeniedException", says: /DescribeCreateAccountStatus/ },
  ],
  [
    "Await access role",
    { role: "broker-await-access-role", action: "sts:AssumeRole" },
    { error: "AccessRoleNotReady", says: /does not let us in/ },
  ],
  [
    "Apply baseline",
    { role: "apply-baseline", action: "dynamodb:GetItem" },
    { error: "AccessDeniedException", says: /dynamodb:GetItem/ },
  ],
  [
    "Place account",
    { role: "broker-place-account", action: "organizations:MoveAccount" },
    { error: "AccessDeniedException", says: /MoveAccount/ },
  ],
  [
    "Open access",
    { role: "broker-open-access", action: "sts:AssumeRole" },
    { error: "AccessRoleNotReady", says: /does not let us in/ },
  ],
  [
    "Set budget",
    { role: "broker-set-budget", action: "budgets:ModifyBudget" },
    { error: "AccessDeniedException", says: /ModifyBudget/ },
  ],
  [
    "Activate lease",
    { role: "activate-lease", action: "dynamodb:PutItem" },
    { error: "AccessDeniedException", says: /dynamodb:PutItem/ },
  ],
];

/** How many leases the tally holds against the developer. */
async function openLeases(): Promise<number> {
  const isTally = (item: { pk: string; sk: string }) =>
    item.pk.endsWith(":user/developer") && item.sk === "RECORD";
  const tally = (await everythingIn(cloud)).find(isTally);
  return (tally as { record: Tally } | undefined)?.record.open["sandbox"] ?? 0;
}

/** Asks for an account while something is forbidden, and waits until the lease has failed. */
async function failedLease(...bans: readonly Ban[]): Promise<string> {
  const mends = await Promise.all(bans.map((ban) => forbid(cloud, ban)));
  const leaseId = await cloud.request();
  await cloud.until("LeaseFailed", { leaseId });
  for (const mend of mends) await mend();
  return leaseId;
}

async function expectTold(leaseId: string, told: { error: string; says: RegExp }) {
  const { status, body } = await cloud.as("developer")(`GET /v1/leases/${leaseId}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: "failed", cause: { error: told.error } });
  expect((body["cause"] as { message: string }).message).toMatch(told.says);
}

describe("a vend", () => {
  it.each(STATES)("that fails at '%s' tears its account down and loses nothing", async (...row) => {
    const [, ban, told] = row;

    const leaseId = await failedLease(ban);

    await expectTold(leaseId, told);
    expect(await openLeases()).toBe(0);
    await cloud.until("AccountNukeStarted", { leaseId });
    expect(await accountOf(cloud, leaseId)).toMatchObject({ status: "nuking", leaseId });
    expect(await lostAccounts(cloud)).toEqual([]);
  });

  it.each([
    [
      "Claim account",
      { role: "claim-account", action: "dynamodb:PutItem" },
      { error: "AccessDeniedException", says: /dynamodb:PutItem/ },
    ],
    [
      "Create account",
      { role: "broker-create-account", action: "organizations:CreateAccount" },
      { error: "CreationFailed", says: /AWS refused to create the account/ },
    ],
  ] as const)("that fails at '%s' leaves no account behind", async (_, ban, told) => {
    const leaseId = await failedLease(ban);

    await expectTold(leaseId, told);
    expect(await openLeases()).toBe(0);
    expect(await lostAccounts(cloud)).toEqual([]);
  });

  it("that fails at 'Fail lease', too, is picked up when its execution ends", async () => {
    const leaseId = await failedLease(
      { role: "broker-place-account", action: "organizations:MoveAccount" },
      { role: "fail-lease", action: "dynamodb:*" },
    );

    await expectTold(leaseId, { error: "AccessDeniedException", says: /dynamodb/ });
    expect(await openLeases()).toBe(0);
    await cloud.until("AccountNukeStarted", { leaseId });
  });

  it("works again as soon as nothing is forbidden any more", async () => {
    const leaseId = await cloud.request();

    await cloud.until("LeaseActivated", { leaseId });
    expect(await openLeases()).toBe(1);
  });

  it("that failed has its account closed in the end, wherever it failed", async () => {
    const failed = cloud.events.filter(({ type }) => type === "AccountNukeStarted");
    calls.clear();

    for (const { leaseId } of failed) await cloud.until("AccountClosed", { leaseId });

    const accounts = await accountsIn(cloud);
    expect(new Set(accounts.map(({ status }) => status))).toEqual(new Set(["closed", "leased"]));
    expect(failed).toHaveLength(STATES.length + 1);
    expect(await lostAccounts(cloud)).toEqual([]);
  });
});
