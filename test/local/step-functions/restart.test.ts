import { describe, expect, it, vi } from "vitest";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import type { Dispatch } from "../../../local/kernel/service.ts";
import { aCloud, aMachine, functionArn, productMachine, START, states, Thrown } from "./a-cloud.ts";

const BUILD = "arn:aws:codebuild:eu-west-1:222222222222:build/nuke:1";

const codeBuild: Dispatch = ({ operation }) => {
  const build = { arn: BUILD, buildStatus: "SUCCEEDED" };
  return Promise.resolve(operation === "BatchGetBuilds" ? { builds: [build] } : { build });
};

/** Runs a machine for a while, then goes on with what is in storage in a new process. */
async function interrupted(
  machine: object | string,
  { seconds, before, after }: { seconds: number; before: object; after: object },
) {
  const storage = new MemoryStorage();
  const first = aCloud(before as never, { storage, dispatch: codeBuild });
  const stateMachineArn = await aMachine(first, machine);
  const input = JSON.stringify({ leaseId: "lease-1", accountKey: "a", attempt: 1 });
  const started = await first.call("StartExecution", { stateMachineArn, name: "run", input });
  await first.pass(seconds);
  const written = JSON.parse(JSON.stringify([...storageOf(storage)])) as unknown;
  expect(written).toEqual([...storageOf(storage)]);
  const now = first.clock.now();
  const second = aCloud(after as never, { storage, dispatch: codeBuild, now });
  second.service.resume?.();
  await second.clock.settled();
  return { first, second, executionArn: String(started["executionArn"]) };
}

function storageOf(storage: MemoryStorage): Iterable<unknown> {
  return storage
    .places("states", "executions")
    .flatMap((place) => [...storage.collection(place, "executions").values()]);
}

describe("An execution that survives a restart", () => {
  it("goes on waiting for the next try with the retries that are left", async () => {
    const still = () => {
      throw new Thrown("AccountStillCreating");
    };
    const at = new Date(START).toISOString();
    const claim = { ClaimAccount: () => ({ next: "create", at }) };

    const { first, second, executionArn } = await interrupted(productMachine("vend"), {
      seconds: 120,
      before: { ...claim, ConfirmCreation: still },
      after: { ConfirmCreation: still },
    });
    const outcome = await second.until(executionArn);

    expect(outcome).toMatchObject({ status: "FAILED", error: "AccountStillCreating" });
    expect(first.attempts("ConfirmCreation")).toBeGreaterThan(1);
    expect(first.attempts("ConfirmCreation") + second.attempts("ConfirmCreation")).toBe(151);
    expect(second.attempts("ClaimAccount")).toBe(0);
  });

  it("tries a function again whose answer was lost", async () => {
    const storage = new MemoryStorage();
    const first = aCloud({ ClaimAccount: () => new Promise(() => undefined) }, { storage });
    const stateMachineArn = await aMachine(first, productMachine("vend"));
    const input = { stateMachineArn, name: "run", input: JSON.stringify({ leaseId: "lease-1" }) };
    const executionArn = String((await first.call("StartExecution", input))["executionArn"]);
    await vi.waitFor(() => expect(first.attempts("ClaimAccount")).toBe(1));

    const after = {
      ClaimAccount: () => ({ next: "prepare" }),
      AssignOwner: () => ({ next: "go-on" }),
    };
    const second = aCloud(after, { storage });
    second.service.resume?.();
    const outcome = await second.until(executionArn);

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(second.attempts("ClaimAccount")).toBe(1);
  });

  it("begins no function again because another branch goes on", async () => {
    const ask = { Type: "Task", Resource: functionArn("ask"), End: true };
    const rest = { Type: "Wait", Seconds: 10, Next: "Done" };
    const machine = states({
      Both: {
        ...{ Type: "Parallel", End: true },
        Branches: [states({ Rest: rest, Done: { Type: "Succeed" } }), states({ Ask: ask })],
      },
    });
    const storage = new MemoryStorage();
    const first = aCloud({ ask: () => new Promise(() => undefined) }, { storage });
    const stateMachineArn = await aMachine(first, machine);
    const { executionArn } = await first.call("StartExecution", { stateMachineArn, name: "run" });
    await vi.waitFor(() => expect(first.attempts("ask")).toBe(1));

    const second = aCloud({}, { storage, now: first.clock.now() + 60_000 });
    second.service.resume?.();
    const outcome = await second.until(String(executionArn));

    expect(outcome).toMatchObject({ status: "FAILED", error: "Lambda.Unknown" });
    expect(second.attempts("ask")).toBe(0);
  });

  it("goes on waiting for the build that was started before", async () => {
    const functions = {
      BeginTeardown: () => ({ next: "nuke" }),
      UnassignOwner: () => ({ next: "go-on" }),
      VerifyClean: () => ({ disposition: "recycle" }),
    };

    const { second, executionArn } = await interrupted(productMachine("teardown"), {
      seconds: 60,
      before: functions,
      after: functions,
    });
    second.endBuild(BUILD);
    const outcome = await second.until(executionArn);

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(second.requests.map(({ operation }) => operation)).not.toContain("StartBuild");
  });

  it("ends a wait at the moment that was set before", async () => {
    const machine = states({ Rest: { Type: "Wait", Seconds: 1_000, End: true } });

    const { second, executionArn } = await interrupted(machine, {
      seconds: 400,
      before: {},
      after: {},
    });
    await second.pass(599);
    const early = await second.call("DescribeExecution", { executionArn });
    await second.pass(1);
    const late = await second.call("DescribeExecution", { executionArn });

    expect([early["status"], late["status"]]).toEqual(["RUNNING", "SUCCEEDED"]);
  });

  it("keeps the branches of a Parallel state apart", async () => {
    const branch = (name: string) =>
      states({
        [name]: { Type: "Task", Resource: functionArn(name), Next: "Rest" },
        Rest: { Type: "Wait", Seconds: 60, End: true },
      });
    const machine = states({
      Both: { Type: "Parallel", Branches: [branch("one"), branch("two")], End: true },
    });

    const { second, executionArn } = await interrupted(machine, {
      seconds: 30,
      before: { one: () => 1, two: () => 2 },
      after: {},
    });
    const outcome = await second.until(executionArn);

    expect(outcome).toMatchObject({ status: "SUCCEEDED", output: "[1,2]" });
  });

  it("loses nothing when it is interrupted between the start and the first step", async () => {
    const storage = new MemoryStorage();
    const first = aCloud({}, { storage });
    const machine = states({ Done: { Type: "Succeed" } });
    const stateMachineArn = await aMachine(first, machine);
    const { executionArn } = await first.call("StartExecution", { stateMachineArn, name: "run" });

    const second = aCloud({}, { storage });
    second.service.resume?.();

    expect((await second.until(String(executionArn)))["status"]).toBe("SUCCEEDED");
  });
});
