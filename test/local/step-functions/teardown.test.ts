import { describe, expect, it } from "vitest";
import type { Dispatch } from "../../../local/kernel/service.ts";
import {
  aCloud,
  aMachine,
  type Cloud,
  historyOf,
  outcomeOf,
  productMachine,
  type Script,
  Thrown,
} from "./a-cloud.ts";

const INPUT = { accountKey: "account-1", leaseId: "lease-1", attempt: 2 };
const BUILD = "arn:aws:codebuild:eu-west-1:222222222222:build/nuke:1";

/** CodeBuild with builds that end as they are told to. */
function codeBuild(status: () => string, refuse?: () => Error | undefined): Dispatch {
  return ({ operation }) => {
    const error = refuse?.();
    if (operation === "StartBuild" && error) return Promise.reject(error);
    const build = { arn: BUILD, id: "nuke:1", buildStatus: status(), startTime: new Date(5) };
    return Promise.resolve(operation === "BatchGetBuilds" ? { builds: [build] } : { build });
  };
}

const TURN: Record<string, Script> = {
  QueueClosure: (_, __, clock) => ({ hasTurn: true, at: new Date(clock.now()).toISOString() }),
};
const CLOSE: Record<string, Script> = { VerifyClean: () => ({ disposition: "close" }), ...TURN };
const RECYCLE: Record<string, Script> = { VerifyClean: () => ({ disposition: "recycle" }) };
const BEGIN: Record<string, Script> = {
  BeginTeardown: () => ({ next: "nuke" }),
  UnassignOwner: () => ({ next: "go-on" }),
};

function aTeardown(functions: Record<string, Script>, status = () => "SUCCEEDED") {
  return aCloud({ ...BEGIN, ...CLOSE, ...functions }, { dispatch: codeBuild(status) });
}

/** Starts teardown and lets it come to the build. */
async function started(cloud: Cloud): Promise<string> {
  const stateMachineArn = await aMachine(cloud, productMachine("teardown"));
  const input = { stateMachineArn, name: "run", input: JSON.stringify(INPUT) };
  const { executionArn } = await cloud.call("StartExecution", input);
  await cloud.pass(60);
  return String(executionArn);
}

/** Runs teardown through its build. */
async function tornDown(cloud: Cloud): Promise<Record<string, unknown>> {
  const executionArn = await started(cloud);
  cloud.endBuild(BUILD);
  return await cloud.until(executionArn);
}

const builds = (cloud: Cloud) =>
  cloud.requests.filter(({ service }) => service === "codebuild").map(({ operation }) => operation);

describe("The teardown machine", () => {
  it("nukes the account and closes it", async () => {
    const cloud = aTeardown({});

    const outcome = await tornDown(cloud);

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(builds(cloud)).toEqual(["StartBuild", "BatchGetBuilds"]);
    expect(cloud.attempts("ConfirmClosure")).toBe(1);
    expect(cloud.attempts("ReturnAccount")).toBe(0);
  });

  it("tells the build its account, lease and attempt as text, and starts it once for them", async () => {
    const cloud = aTeardown({});

    await started(cloud);

    const request = cloud.requests.find(({ operation }) => operation === "StartBuild");
    expect(request?.input).toEqual({
      projectName: "nuke",
      idempotencyToken: "account-1-lease-1-2",
      environmentVariablesOverride: [
        { name: "ACCOUNT_KEY", type: "PLAINTEXT", value: "account-1" },
        { name: "LEASE_ID", type: "PLAINTEXT", value: "lease-1" },
        { name: "ATTEMPT", type: "PLAINTEXT", value: "2" },
      ],
    });
    expect(request?.principal).toMatchObject({ kind: "role", roleName: "states.amazonaws.com" });
  });

  it("returns an account that is to be recycled", async () => {
    const cloud = aTeardown(RECYCLE);

    const outcome = await tornDown(cloud);

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(cloud.attempts("CloseAccount")).toBe(0);
    expect(cloud.attempts("ReturnAccount")).toBe(1);
  });

  it("closes at once what was found clean before", async () => {
    const cloud = aTeardown({ BeginTeardown: () => ({ next: "close" }) });

    const outcome = await outcomeOf(cloud, productMachine("teardown"), INPUT);

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(builds(cloud)).toEqual([]);
    expect(cloud.attempts("CloseAccount")).toBe(1);
  });

  it("ends without a call when the account has to wait for its turn", async () => {
    const cloud = aTeardown({ QueueClosure: () => ({ hasTurn: false }) });

    const outcome = await tornDown(cloud);

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(cloud.attempts("CloseAccount")).toBe(0);
  });

  it("parks the account when the closing quota is used up", async () => {
    const cloud = aTeardown({
      CloseAccount: () => {
        throw new Thrown("ClosingQuotaUsedUp");
      },
    });

    const outcome = await tornDown(cloud);

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(cloud.attempts("ParkClosure")).toBe(1);
    expect(cloud.attempts("RequireAttention")).toBe(0);
  });

  it("waits until the closure is no longer pending", async () => {
    const cloud = aTeardown({
      ConfirmClosure: (_, attempt) => {
        if (attempt <= 12) throw new Thrown("ClosureStillPending");
      },
    });

    const outcome = await tornDown(cloud);

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(cloud.attempts("ConfirmClosure")).toBe(13);
  });

  it("asks for attention with the build as the cause when the build fails", async () => {
    let told: { failure?: { Error: string; Cause: string } } = {};
    const cloud = aTeardown(
      {
        RequireAttention: (input) => {
          told = input as typeof told;
        },
      },
      () => "FAILED",
    );

    const outcome = await tornDown(cloud);

    expect(outcome).toMatchObject({ status: "FAILED", error: "States.TaskFailed" });
    expect(JSON.parse(told.failure?.Cause ?? "")).toMatchObject({
      Build: { Arn: BUILD, BuildStatus: "FAILED", StartTime: 5 },
    });
  });

  it("stops the build and asks for attention when it takes longer than ten hours", async () => {
    const cloud = aTeardown({});
    const executionArn = await started(cloud);

    const outcome = await cloud.until(executionArn);

    expect(outcome).toMatchObject({ status: "FAILED", error: "States.Timeout", cause: "" });
    expect(builds(cloud)).toEqual(["StartBuild", "StopBuild"]);
    expect(cloud.watchedBuilds()).toEqual([]);
    expect(await historyOf(cloud, executionArn)).toContain("TaskTimedOut");
  });

  it("stops the build when somebody stops the execution", async () => {
    const cloud = aTeardown({});
    const executionArn = await started(cloud);

    await cloud.call("StopExecution", { executionArn, error: "Enough", cause: "by hand" });
    await cloud.pass(1);

    expect(builds(cloud)).toEqual(["StartBuild", "StopBuild"]);
    const outcome = await cloud.call("DescribeExecution", { executionArn });
    expect(outcome).toMatchObject({ status: "ABORTED", error: "Enough", cause: "by hand" });
  });

  it("waits for a free build and then goes on", async () => {
    let refusals = 3;
    const busy = () => {
      refusals -= 1;
      const error = Object.assign(new Error("too many"), { $fault: "client" });
      error.name = "AccountLimitExceededException";
      return refusals >= 0 ? error : undefined;
    };
    const cloud = aCloud({ ...BEGIN, ...CLOSE }, { dispatch: codeBuild(() => "SUCCEEDED", busy) });

    const executionArn = await started(cloud);
    await cloud.pass(3_600);
    cloud.endBuild(BUILD);

    expect((await cloud.until(executionArn))["status"]).toBe("SUCCEEDED");
    expect(builds(cloud).filter((each) => each === "StartBuild")).toHaveLength(4);
  });

  for (const step of [
    "CloseAccess",
    "QuarantineAccount",
    "EndLease",
    "RemoveBudget",
    "BeginNuke",
  ]) {
    it(`never nukes when ${step} fails`, async () => {
      const cloud = aTeardown({
        [step]: () => {
          throw new Thrown("RailBroken");
        },
      });

      const outcome = await outcomeOf(cloud, productMachine("teardown"), INPUT);

      expect(outcome).toMatchObject({ status: "FAILED", error: "RailBroken" });
      expect(builds(cloud)).toEqual([]);
      expect(cloud.attempts("RequireAttention")).toBe(1);
    });
  }

  it("times out as a whole after twelve hours", async () => {
    const cloud = aTeardown({
      CloseAccount: () => {
        throw new Thrown("AwsBusy");
      },
      ConfirmClosure: () => {
        throw new Thrown("ClosureStillPending");
      },
    });
    const executionArn = await started(cloud);
    await cloud.pass(9.9 * 3_600);
    cloud.endBuild(BUILD);

    const outcome = await cloud.until(executionArn);

    expect(outcome["status"]).toBe("TIMED_OUT");
    expect(cloud.events.at(-1)).toMatchObject({ detail: { status: "TIMED_OUT", error: null } });
  });
});
