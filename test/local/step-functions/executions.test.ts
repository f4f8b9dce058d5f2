import { describe, expect, it } from "vitest";
import {
  ACCOUNT,
  aCloud,
  aMachine,
  type Cloud,
  outcomeOf,
  REGION,
  ROLE,
  START,
  states,
} from "./a-cloud.ts";

const DONE = states({ Done: { Type: "Succeed" } });
const REST = states({ Rest: { Type: "Wait", Seconds: 600, End: true } });
const ARN = `arn:aws:states:${REGION}:${ACCOUNT}`;

const named = (name: string) => expect.objectContaining({ name }) as Error;

const start = async (cloud: Cloud, stateMachineArn: string, more: object = {}) =>
  String((await cloud.call("StartExecution", { stateMachineArn, ...more }))["executionArn"]);

describe("Starting an execution", () => {
  it("answers before anything happens", async () => {
    const cloud = aCloud();
    const machine = await aMachine(cloud, DONE);

    const answer = await cloud.call("StartExecution", { stateMachineArn: machine, name: "one" });

    expect(answer).toEqual({
      executionArn: `${ARN}:execution:machine:one`,
      startDate: new Date(START),
    });
    const executionArn = String(answer["executionArn"]);
    expect(await cloud.call("DescribeExecution", { executionArn })).toMatchObject({
      status: "RUNNING",
      input: "{}",
    });
  });

  it("is harmless a second time while the first runs with the same input", async () => {
    const cloud = aCloud();
    const machine = await aMachine(cloud, REST);
    const one = await start(cloud, machine, { name: "one", input: '{"a":1}' });
    await cloud.pass(5);

    const two = await start(cloud, machine, { name: "one", input: '{"a":1}' });

    expect(two).toBe(one);
    const { executions } = await cloud.call("ListExecutions", { stateMachineArn: machine });
    expect(executions).toHaveLength(1);
  });

  it("is refused a second time with another input, or when the first has ended", async () => {
    const cloud = aCloud();
    const machine = await aMachine(cloud, REST);
    await start(cloud, machine, { name: "one", input: '{"a":1}' });
    const exists = named("ExecutionAlreadyExists");

    await expect(start(cloud, machine, { name: "one", input: '{"a":2}' })).rejects.toThrow(exists);
    await cloud.pass(700);
    await expect(start(cloud, machine, { name: "one", input: '{"a":1}' })).rejects.toThrow(exists);
  });

  it("can use a name again after ninety days", async () => {
    const cloud = aCloud();
    const machine = await aMachine(cloud, DONE);
    const executionArn = await start(cloud, machine, { name: "one" });
    await cloud.pass(91 * 86_400);

    const gone = cloud.call("DescribeExecution", { executionArn });
    await expect(gone).rejects.toThrow(named("ExecutionDoesNotExist"));
    expect(await start(cloud, machine, { name: "one" })).toBe(executionArn);
  });

  it.each<[string, object, string]>([
    ["a name with a space", { name: "a b" }, "InvalidName"],
    ["a name with a colon", { name: "a:b" }, "InvalidName"],
    ["a name of 81 characters", { name: "a".repeat(81) }, "InvalidName"],
    ["an input that is no JSON", { input: "{" }, "InvalidExecutionInput"],
    ["an input of more than 256 KiB", { input: `"${"x".repeat(262_143)}"` }, "ValidationException"],
    [
      "a machine that is not there",
      { stateMachineArn: `${ARN}:stateMachine:gone` },
      "StateMachineDoesNotExist",
    ],
    ["no machine at all", { stateMachineArn: "arn:aws:s3:::box" }, "InvalidArn"],
    ["a trace header", { traceHeader: "Root=1" }, "NotEmulated"],
  ])("is refused with %s", async (_, change, error) => {
    const cloud = aCloud();
    const machine = await aMachine(cloud, DONE);

    await expect(start(cloud, machine, { name: "one", ...change })).rejects.toThrow(named(error));
  });

  it("is told on the event bus, and so is the end", async () => {
    const cloud = aCloud();

    await outcomeOf(cloud, DONE, { a: 1 });

    const facts = { stateMachineArn: `${ARN}:stateMachine:machine`, name: "run", input: '{"a":1}' };
    expect(cloud.events).toMatchObject([
      {
        ...{ account: ACCOUNT, region: REGION, source: "aws.states" },
        detailType: "Step Functions Execution Status Change",
        resources: [`${ARN}:execution:machine:run`],
        detail: { ...facts, status: "RUNNING", startDate: START, stopDate: null, output: null },
      },
      {
        detail: { ...facts, status: "SUCCEEDED", stopDate: START, output: '{"a":1}', error: null },
      },
    ]);
  });
});

describe("Looking at executions", () => {
  it("lists them page by page, the newest first, by status", async () => {
    const cloud = aCloud();
    const stateMachineArn = await aMachine(cloud, REST);
    for (const name of ["a", "b", "c"]) {
      await start(cloud, stateMachineArn, { name });
      await cloud.pass(250);
    }

    const first = await cloud.call("ListExecutions", { stateMachineArn, maxResults: 2 });
    const rest = await cloud.call("ListExecutions", {
      stateMachineArn,
      nextToken: first["nextToken"],
    });
    const done = await cloud.call("ListExecutions", { stateMachineArn, statusFilter: "SUCCEEDED" });

    const names = (answer: Record<string, unknown>) =>
      (answer["executions"] as { name: string }[]).map(({ name }) => name);
    expect([names(first), names(rest), names(done)]).toEqual([["c", "b"], ["a"], ["a"]]);
    const wrong = cloud.call("ListExecutions", { stateMachineArn, nextToken: "x" });
    await expect(wrong).rejects.toThrow(named("InvalidToken"));
  });

  it("numbers the events of the history and says what each follows", async () => {
    const cloud = aCloud();
    const { executionArn } = await outcomeOf(cloud, DONE, { a: 1 });

    const { events } = await cloud.call("GetExecutionHistory", { executionArn });
    const last = await cloud.call("GetExecutionHistory", {
      executionArn,
      reverseOrder: true,
      maxResults: 1,
    });

    const timestamp = new Date(START);
    expect(events).toMatchObject([
      {
        id: 1,
        previousEventId: 0,
        timestamp,
        executionStartedEventDetails: { input: '{"a":1}', roleArn: ROLE },
      },
      {
        id: 2,
        previousEventId: 1,
        type: "SucceedStateEntered",
        stateEnteredEventDetails: { name: "Done" },
      },
      { id: 3, previousEventId: 2, stateExitedEventDetails: { output: '{"a":1}' } },
      { id: 4, previousEventId: 3, executionSucceededEventDetails: { output: '{"a":1}' } },
    ]);
    expect(last).toMatchObject({ events: [{ id: 4 }], nextToken: expect.any(String) });
  });

  it("ends a machine that goes round in circles when its history is full", async () => {
    const cloud = aCloud();
    const loop = states({ A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } });

    const outcome = await outcomeOf(cloud, loop);

    expect(outcome).toMatchObject({ status: "FAILED", error: "States.Runtime" });
    const { executionArn } = outcome;
    const { events } = await cloud.call("GetExecutionHistory", {
      executionArn,
      reverseOrder: true,
      maxResults: 1,
    });
    expect(events).toMatchObject([{ id: 25_000, type: "ExecutionFailed" }]);
  });

  it("shows the machine as it was when the execution began", async () => {
    const cloud = aCloud();
    const stateMachineArn = await aMachine(cloud, REST);
    const executionArn = await start(cloud, stateMachineArn, { name: "one" });
    await cloud.call("UpdateStateMachine", { stateMachineArn, definition: JSON.stringify(DONE) });

    const then = await cloud.call("DescribeStateMachineForExecution", { executionArn });
    const now = await cloud.call("DescribeStateMachine", { stateMachineArn });
    const outcome = await cloud.until(executionArn);

    expect([then["definition"], now["definition"]]).toEqual([
      JSON.stringify(REST),
      JSON.stringify(DONE),
    ]);
    expect(outcome["stopDate"]).toEqual(new Date(START + 600_000));
  });
});
