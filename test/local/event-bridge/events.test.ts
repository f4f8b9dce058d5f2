import { describe, expect, it } from "vitest";
import { ACCOUNT, aBus, aRule, FUNCTION, payloads, put, REGION, ROLE, root } from "./a-bus.ts";

const OTHER = "333333333333";
const QUEUE_TARGET = `arn:aws:sqs:${REGION}:${ACCOUNT}:inbox`;
const busArn = (name: string) => `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${name}`;

describe("Events on a bus", () => {
  it("reach the function of a rule that matches", async () => {
    const bus = aBus();
    await aRule(bus);

    await put(bus, { lease: "one" });

    expect(payloads(bus)).toEqual([
      {
        version: "0",
        id: expect.any(String),
        "detail-type": "LeaseEnded",
        source: "mayfly",
        account: ACCOUNT,
        time: "2026-11-24T12:00:00Z",
        region: REGION,
        resources: [],
        detail: { lease: "one" },
      },
    ]);
    expect(bus.sent[0]).toMatchObject({
      operation: "Invoke",
      input: { FunctionName: FUNCTION, InvocationType: "Event" },
      principal: {
        kind: "service",
        service: "events.amazonaws.com",
        sourceArn: `arn:aws:events:${REGION}:${ACCOUNT}:rule/rule`,
        sourceAccount: ACCOUNT,
      },
    });
  });

  it("reach no rule of another bus, and no disabled rule", async () => {
    const bus = aBus();
    await bus.call("CreateEventBus", { Name: "mayfly" });
    await aRule(bus, { bus: "mayfly" });
    await put(bus);
    await bus.call("DisableRule", { Name: "rule", EventBusName: "mayfly" });
    await put(bus, {}, { EventBusName: "mayfly" });

    expect(bus.sent).toEqual([]);
  });

  it("can be named by the ARN of their bus", async () => {
    const bus = aBus();
    await bus.call("CreateEventBus", { Name: "mayfly" });
    await aRule(bus, { bus: "mayfly" });

    await put(bus, {}, { EventBusName: busArn("mayfly") });

    expect(payloads(bus)).toHaveLength(1);
    expect(bus.happenings).toContainEqual(
      expect.objectContaining({ kind: "event", bus: busArn("mayfly"), source: "mayfly" }),
    );
  });

  it("are refused one by one", async () => {
    const bus = aBus();
    const good = { Source: "mayfly", DetailType: "x", Detail: "{}" };

    const answer = await bus.call("PutEvents", {
      Entries: [
        good,
        { ...good, Source: undefined },
        { ...good, DetailType: undefined },
        { ...good, Detail: "[1]" },
        { ...good, Source: "aws.states" },
      ],
    });

    expect(answer["FailedEntryCount"]).toBe(4);
    const codes = (answer["Entries"] as { ErrorCode?: string }[]).map(({ ErrorCode }) => ErrorCode);
    expect(codes).toEqual([
      undefined,
      "InvalidArgument",
      "InvalidArgument",
      "MalformedDetail",
      "NotAuthorizedForSourceException",
    ]);
  });

  it("are refused all together when there are too many or too large ones", async () => {
    const bus = aBus();
    const entry = { Source: "mayfly", DetailType: "x", Detail: "{}" };
    const Detail = JSON.stringify({ text: "x".repeat(600_000) });

    const many = bus.call("PutEvents", { Entries: Array.from({ length: 11 }, () => entry) });
    const large = bus.call("PutEvents", {
      Entries: [
        { ...entry, Detail },
        { ...entry, Detail },
      ],
    });

    await expect(many).rejects.toThrow("less than or equal to 10");
    await expect(large).rejects.toThrow("over the limit");
  });

  it("of AWS services arrive at the default bus", async () => {
    const bus = aBus();
    await aRule(bus, { pattern: { source: ["aws.states"], detail: { status: ["FAILED"] } } });

    bus.service.emit({
      ...{ account: ACCOUNT, region: REGION, source: "aws.states", resources: ["arn:x"] },
      ...{ detailType: "Step Functions Execution Status Change", detail: { status: "FAILED" } },
    });
    await bus.settle();

    expect(payloads(bus)).toMatchObject([{ source: "aws.states", resources: ["arn:x"] }]);
  });

  it("go on to another bus as what they were", async () => {
    const bus = aBus();
    await bus.call("CreateEventBus", { Name: "mayfly" });
    await bus.call("PutRule", { Name: "forward", EventPattern: '{"source":["aws.states"]}' });
    const Targets = [{ Id: "bus", Arn: busArn("mayfly"), RoleArn: ROLE }];
    await bus.call("PutTargets", { Rule: "forward", Targets });
    await aRule(bus, { bus: "mayfly", pattern: { source: ["aws.states"] } });

    bus.service.emit({
      ...{ account: ACCOUNT, region: REGION, source: "aws.states", resources: [] },
      ...{ detailType: "Changed", detail: { status: "FAILED" } },
    });
    await bus.settle();

    const events = bus.happenings.filter(({ kind }) => kind === "event");
    expect(events).toHaveLength(2);
    expect(payloads(bus)).toMatchObject([{ source: "aws.states", detail: { status: "FAILED" } }]);
    expect(bus.sent[0]?.principal).toMatchObject({ kind: "role", roleArn: ROLE });
  });

  it("can come twice when that is wanted", async () => {
    const bus = aBus({ copies: () => 1 });
    await aRule(bus);

    await put(bus);

    const [one, two] = payloads(bus);
    expect(one).toEqual(two);
    expect(payloads(bus)).toHaveLength(2);
  });

  it("start executions, fill queues and reach topics", async () => {
    const bus = aBus();
    await aRule(bus);
    const machine = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:vend`;
    const topic = `arn:aws:sns:${REGION}:${ACCOUNT}:people`;
    const Targets = [
      { Id: "one", Arn: machine, RoleArn: ROLE, Input: '{"a":1}' },
      { Id: "two", Arn: QUEUE_TARGET, InputPath: "$.detail" },
      { Id: "three", Arn: topic, InputPath: "$.source" },
    ];
    await bus.call("PutTargets", { Rule: "rule", Targets });

    await put(bus, { lease: "one" });

    expect(bus.sent).toMatchObject([
      { operation: "StartExecution", input: { stateMachineArn: machine, input: '{"a":1}' } },
      {
        operation: "SendMessage",
        input: {
          QueueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/inbox`,
          MessageBody: '{"lease":"one"}',
        },
      },
      { operation: "Publish", input: { TopicArn: topic, Message: '"mayfly"' } },
    ]);
  });
});

describe("Who may put events", () => {
  it("is asked for each bus, with its policy and what is put", async () => {
    const bus = aBus();
    await bus.call("CreateEventBus", { Name: "mayfly" });
    await bus.call("PutPermission", {
      EventBusName: "mayfly",
      ...{ Action: "events:PutEvents", Principal: OTHER, StatementId: "other" },
    });
    const entry = { Source: "x", DetailType: "y", EventBusName: busArn("mayfly") };

    const asked = bus.authorize("PutEvents", { Entries: [entry] }, bus.callFor(root(OTHER)));

    expect(asked).toEqual([
      {
        action: "events:PutEvents",
        resource: busArn("mayfly"),
        resourceAccount: ACCOUNT,
        resourcePolicy: expect.stringContaining(`arn:aws:iam::${OTHER}:root`),
        context: { "events:source": "x", "events:detail-type": "y" },
      },
    ]);
  });
});
