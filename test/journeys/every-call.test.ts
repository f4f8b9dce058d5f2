import { beforeAll, describe, expect, it } from "vitest";
import type { Fault, FaultPlan } from "../../local/wire/faults.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { useEmptyHandedEngine } from "../support/engine.ts";
import { expectGoodLife } from "../support/lives.ts";
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

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud({ calls });
  makeRoom(cloud);
  await useEmptyHandedEngine(cloud);
});

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
    ["takes effect, but its answer is lost", "lostAnswer"],
    ["takes effect, but never answers", "timeoutAfter"],
  ] as const)("%s is no different", async (_, fault) => {
    strike.struck.clear();
    strike.fault = fault;

    await expectGoodLife(cloud, () => {
      strike.fault = undefined;
    });

    const meant = OPERATIONS.filter((name) => !isLong(fault) || !name.startsWith("s3:"));
    expect(meant.filter((name) => !strike.struck.has(name))).toEqual([]);
  });
});
