import { beforeAll, describe, expect, it } from "vitest";
import type { ApiAnswer } from "../../local/client/mayfly-client.ts";
import type { InvocationFaults } from "../../local/services/lambda/faults.ts";
import type { Fault, FaultPlan } from "../../local/wire/faults.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { useEmptyHandedEngine } from "../support/engine.ts";
import { accountOf } from "../support/ledger.ts";
import { untilWithout } from "../support/lives.ts";
import { lostAccounts, madeAccounts } from "../support/organization.ts";
import { makeRoom } from "../support/room.ts";

/** What strikes the first call of each operation from now on, and which were struck. */
const strike = { fault: undefined as Fault | undefined, struck: new Set<string>() };
const calls: FaultPlan = {
  before({ service, operation }) {
    const name = `${service}:${operation}`;
    if (strike.fault === undefined || strike.struck.has(name)) return undefined;
    if (isLong(strike.fault) && OF_BUILDS.includes(service)) return undefined;
    strike.struck.add(name);
    return strike.fault;
  },
};

/** Builds are processes of their own: what waits in them waits in real time, for minutes. */
const OF_BUILDS = ["s3", "account", "logs"];
const isLong = (fault: Fault) =>
  typeof fault === "object" || fault === "timeoutBefore" || fault === "timeoutAfter";

/** After how many calls each function is killed once from now on, and which were. */
const kill = { after: undefined as number | undefined, killed: new Set<string>() };
const invocations: InvocationFaults = {
  isDoubled: () => false,
  killAfterCalls(name) {
    if (kill.after === undefined || name === "mayfly-api" || kill.killed.has(name))
      return undefined;
    kill.killed.add(name);
    return kill.after;
  },
};

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud({ calls, invocations });
  makeRoom(cloud);
  await useEmptyHandedEngine(cloud);
});

/** Calls the API as a good client does: again when it has a fault, with the same key. */
async function persist(route: string, body?: object): Promise<ApiAnswer> {
  const headers = { "Idempotency-Key": `life-${cloud.events.length}` };
  for (let attempt = 1; ; attempt += 1) {
    const answer = await cloud.as("developer")(route, body, headers);
    if (answer.status < 500 || attempt === 5) return answer;
  }
}

const WANTED = { template: "sandbox", duration: "P2D", purpose: "a load test" };

/** Vends and tears down; nobody is called, and there is one account, which is closed. */
async function expectGoodLife() {
  const before = madeAccounts(cloud).length;
  const { body } = await persist("POST /v1/leases", WANTED);
  const leaseId = String(body["id"]);
  await untilWithout(cloud, "LeaseActivated", leaseId);
  expect((await persist(`DELETE /v1/leases/${leaseId}`)).status).toBe(200);
  await untilWithout(cloud, "AccountClosed", leaseId);
  strike.fault = undefined;
  expect(await cloud.lease(leaseId)).toMatchObject({ status: "ended" });
  expect(await accountOf(cloud, leaseId)).toMatchObject({ status: "closed" });
  expect(madeAccounts(cloud).slice(before)).toMatchObject([{ state: "CLOSED" }]);
  expect(await lostAccounts(cloud)).toEqual([]);
}

const OPERATIONS = [
  ...["organizations:CreateAccount", "organizations:MoveAccount", "organizations:CloseAccount"],
  ...["iam:CreateAccountAlias", "iam:CreateRole", "iam:AttachRolePolicy", "iam:DetachRolePolicy"],
  ...["iam:DeleteRole", "budgets:CreateBudget", "budgets:DeleteBudget", "scheduler:CreateSchedule"],
  ...["scheduler:DeleteSchedule", "dynamodb:TransactWriteItems", "events:PutEvents"],
  ...["states:StartExecution", "sts:AssumeRole", "s3:PutObject", "codebuild:StartBuild"],
];

describe("a life in which the first call of every operation", () => {
  it.each([
    ["is throttled", "throttle"],
    ["fails", "serverError"],
    ["is cut off", "reset"],
    ["is slow", { slow: 4_000 }],
    ["hangs without an effect", "timeoutBefore"],
    ["takes effect, but its answer is lost", "lostAnswer"],
    ["takes effect, but never answers", "timeoutAfter"],
  ] as const)("%s is no different", async (_, fault) => {
    strike.struck.clear();
    strike.fault = fault;

    await expectGoodLife();

    const meant = OPERATIONS.filter((name) => !isLong(fault) || !name.startsWith("s3:"));
    expect(meant.filter((name) => !strike.struck.has(name))).toEqual([]);
  });
});

describe("a life in which every function is killed once", () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 8, 10])("after %i calls is no different", async (after) => {
    kill.killed.clear();
    kill.after = after;

    await expectGoodLife();

    kill.after = undefined;
    expect(kill.killed.size).toBeGreaterThan(18);
  });
});
