import { describe, expect, it } from "vitest";
import { aCloud, functionArn, historyOf, outcomeOf, START, states, Thrown } from "./a-cloud.ts";

const task = (name: string, rest: object = {}) => ({
  Type: "Task",
  Resource: functionArn(name),
  End: true,
  ...rest,
});

const pass = (rest: object = {}) => ({ Type: "Pass", End: true, ...rest });

describe("A Task state", () => {
  it("selects from the function's answer and puts it at a place", async () => {
    const cloud = aCloud({ ask: () => ({ a: { b: 1 }, c: 2 }) });
    const ResultSelector = { "got.$": "$.a.b", by: "ask" };
    const machine = states({ Ask: task("ask", { ResultSelector, ResultPath: "$.asked" }) });

    const outcome = await outcomeOf(cloud, machine, { x: 1 });

    expect(outcome["output"]).toEqual({ x: 1, asked: { got: 1, by: "ask" } });
  });

  it("calls the function with its parameters, as the machine's role", async () => {
    const cloud = aCloud();
    const machine = states({ Ask: task("ask", { Parameters: { "id.$": "$.x" } }) });

    await outcomeOf(cloud, machine, { x: 1 });

    const [request] = cloud.requests;
    expect(request).toMatchObject({
      ...{ service: "lambda", operation: "Invoke", region: "eu-west-1" },
      principal: { kind: "role", roleArn: "arn:aws:iam::222222222222:role/machine" },
    });
    const { Payload } = (request as { input: { Payload: Buffer } }).input;
    expect(Payload.toString()).toBe('{"id":1}');
  });

  it("calls Lambda's API with lambda:invoke", async () => {
    const cloud = aCloud({ ask: () => ({ a: 1 }) });
    const machine = states({
      Ask: {
        ...{ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true },
        Parameters: { FunctionName: functionArn("ask"), "Payload.$": "$" },
      },
    });

    const outcome = await outcomeOf(cloud, machine, { x: 1 });

    expect(outcome["output"]).toEqual({
      ExecutedVersion: "$LATEST",
      Payload: { a: 1 },
      StatusCode: 200,
    });
    expect(await historyOf(cloud, String(outcome["executionArn"]))).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "TaskScheduled",
      "TaskStarted",
      "TaskSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
  });

  it("fails with what the function threw", async () => {
    const cloud = aCloud({
      ask: () => {
        throw new Thrown("LedgerBusy", "try later");
      },
    });

    const outcome = await outcomeOf(cloud, states({ Ask: task("ask") }));

    expect(outcome).toMatchObject({
      error: "LedgerBusy",
      cause: '{"errorType":"LedgerBusy","errorMessage":"try later","trace":[]}',
    });
    expect(await historyOf(cloud, String(outcome["executionArn"]))).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "LambdaFunctionScheduled",
      "LambdaFunctionStarted",
      "LambdaFunctionFailed",
      "ExecutionFailed",
    ]);
  });

  it("fails when the answer is larger than 256 KiB, and nothing but its name catches that", async () => {
    const cloud = aCloud({ ask: () => "x".repeat(262_143) });
    const all = { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught" }] };
    const byName = { Catch: [{ ErrorEquals: ["States.DataLimitExceeded"], Next: "Caught" }] };
    const machine = (rest: object) =>
      states({ Ask: task("ask", rest), Caught: pass({ Result: "caught" }) });

    const first = await outcomeOf(cloud, machine(all));
    const second = await outcomeOf(aCloud({ ask: () => "x".repeat(262_143) }), machine(byName));

    expect(first).toMatchObject({ status: "FAILED", error: "States.DataLimitExceeded" });
    expect(second).toMatchObject({ status: "SUCCEEDED", output: "caught" });
  });

  it("fails with States.Timeout, which States.TaskFailed does not mean", async () => {
    const cloud = aCloud({ ask: (_, __, clock) => clock.sleep(60_000, "slow") });
    const Catch = [
      { ErrorEquals: ["States.TaskFailed"], Next: "Wrong" },
      { ErrorEquals: ["States.ALL"], Next: "Right" },
    ];
    const machine = states({
      Ask: task("ask", { TimeoutSecondsPath: "$.limit", Catch }),
      ...{ Wrong: pass(), Right: pass() },
    });

    const outcome = await outcomeOf(cloud, machine, { limit: 10 });

    expect(outcome["output"]).toEqual({ Error: "States.Timeout", Cause: "" });
    expect(outcome["stopDate"]).toEqual(new Date(START + 10_000));
  });

  it("pays no attention to an answer that comes after the time-out", async () => {
    const cloud = aCloud({
      ask: async (_, __, clock) => {
        await clock.sleep(60_000, "slow");
        return "late";
      },
    });
    const Catch = [{ ErrorEquals: ["States.Timeout"], Next: "Rest" }];
    const machine = states({
      Ask: task("ask", { TimeoutSeconds: 10, Catch, End: false, Next: "Rest" }),
      Rest: { Type: "Wait", Seconds: 300, End: true },
    });

    const outcome = await outcomeOf(cloud, machine);

    expect(outcome["output"]).toEqual({ Error: "States.Timeout", Cause: "" });
  });
});

describe("A failed call of Lambda", () => {
  const failing = (name: string, facts: object) =>
    Object.assign(new Error("no"), { name, ...facts });

  it.each<[string, Error, string]>([
    [
      "TooManyRequestsException",
      failing("TooManyRequestsException", { $fault: "client" }),
      "Lambda.TooManyRequestsException",
    ],
    [
      "ServiceException",
      failing("ServiceException", { $fault: "server" }),
      "Lambda.ServiceException",
    ],
    [
      "AccessDeniedException",
      failing("AccessDeniedException", { status: 403 }),
      "Lambda.AWSLambdaException",
    ],
    ["a broken connection", failing("ECONNRESET", {}), "Lambda.SdkClientException"],
  ])("with %s has its name in Step Functions", async (_, error, expected) => {
    const cloud = aCloud({
      ask: () => {
        throw error;
      },
    });

    expect(await outcomeOf(cloud, states({ Ask: task("ask") }))).toMatchObject({ error: expected });
  });
});
