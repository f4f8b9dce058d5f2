import { describe, expect, it } from "vitest";
import { planInvocationFaults } from "../../../local/services/lambda/faults.ts";
import { ACCOUNT, aFunction, aLambda, HOUR, type Lambda, START } from "./a-lambda.ts";

const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:dead-letters`;
const FAILS = 'exports.handler = async () => { throw new Error("no"); };';
const MINUTE = 60_000;

const send = (lambda: Lambda, name: string) =>
  lambda.call("Invoke", {
    ...{ FunctionName: name, InvocationType: "Event" },
    Payload: Buffer.from('{"lease":"l-1"}'),
  });

const runsOf = ({ happenings }: Lambda) =>
  happenings.filter(({ kind }) => kind === "invocation").map(({ at }) => at - START);

describe("an asynchronous invocation", () => {
  it("is accepted at once and runs later", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "work", "exports.handler = async () => {};");

    const answer = await send(lambda, "work");
    const before = runsOf(lambda);
    await lambda.clock.run({ until: START });

    expect([answer, before, runsOf(lambda)]).toEqual([{ StatusCode: 202 }, [], [0]]);
  });

  it("is retried after one minute and after two more", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "work", FAILS);

    await send(lambda, "work");
    await lambda.clock.run({ until: START + HOUR });

    expect(runsOf(lambda)).toEqual([0, MINUTE, 3 * MINUTE]);
  });

  it("goes to the dead-letter queue when it fails for good", async () => {
    const lambda = aLambda();
    const properties = { DeadLetterConfig: { TargetArn: QUEUE } };
    await aFunction(lambda, "work", FAILS, { properties });

    await send(lambda, "work");
    await lambda.clock.run({ until: START + HOUR });

    expect(lambda.sent).toEqual([
      {
        service: "sqs",
        operation: "SendMessage",
        input: {
          QueueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/dead-letters`,
          MessageBody: '{"lease":"l-1"}',
          MessageAttributes: {
            RequestID: { DataType: "String", StringValue: "request-1" },
            ErrorCode: { DataType: "Number", StringValue: "200" },
            ErrorMessage: { DataType: "String", StringValue: "no" },
          },
        },
      },
    ]);
  });

  it("tells the failure destination what failed and how often", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "work", FAILS);
    await lambda.make("AWS::Lambda::EventInvokeConfig", {
      ...{ FunctionName: "work", Qualifier: "$LATEST", MaximumRetryAttempts: 1 },
      DestinationConfig: { OnFailure: { Destination: QUEUE } },
    });

    await send(lambda, "work");
    await lambda.clock.run({ until: START + HOUR });

    expect(runsOf(lambda)).toEqual([0, MINUTE]);
    expect(JSON.parse(String(lambda.sent[0]?.input["MessageBody"]))).toMatchObject({
      requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 2 },
      requestPayload: { lease: "l-1" },
      responsePayload: { errorType: "Error", errorMessage: "no" },
    });
  });

  it("is given up when it becomes too old while the function is throttled", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "work", FAILS, { properties: { ReservedConcurrentExecutions: 0 } });
    await lambda.make("AWS::Lambda::EventInvokeConfig", {
      ...{ FunctionName: "work", Qualifier: "$LATEST", MaximumEventAgeInSeconds: 60 },
      DestinationConfig: { OnFailure: { Destination: QUEUE } },
    });

    await send(lambda, "work");
    await lambda.clock.run({ until: START + HOUR });

    expect(JSON.parse(String(lambda.sent[0]?.input["MessageBody"]))).toMatchObject({
      requestContext: { condition: "EventAgeExceeded" },
    });
    expect(runsOf(lambda)).toEqual([]);
  });

  it("is delivered twice when it is planned", async () => {
    const faults = planInvocationFaults([{ functionName: "work", nth: 1, fault: "doubled" }]);
    const lambda = aLambda({ faults });
    await aFunction(lambda, "work", "exports.handler = async () => {};");

    await send(lambda, "work");
    await lambda.clock.run({ until: START + HOUR });

    expect(runsOf(lambda)).toEqual([0, 0]);
  });

  it("is taken up again after a restart", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "work", FAILS);
    await send(lambda, "work");
    await lambda.clock.run({ until: START + MINUTE / 2 });

    const again = aLambda({}, lambda.world.storage);
    for (const _ of [1, 2]) again.service.resume?.();
    await again.clock.run({ until: START + HOUR });

    expect(runsOf(again)).toEqual([MINUTE, 3 * MINUTE]);
  });
});
