import { describe, expect, it } from "vitest";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import {
  ACCOUNT,
  aBus,
  aRule,
  type Bus,
  FUNCTION,
  payloads,
  put,
  QUEUE,
  REGION,
  ROLE,
  START,
} from "./a-bus.ts";

const PATTERN = '{"source":["mayfly"]}';
const MACHINE = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:vend`;

describe("A rule", () => {
  it("keeps its targets and tags when it is put again", async () => {
    const bus = aBus();
    await aRule(bus);

    await bus.call("PutRule", { Name: "rule", EventPattern: PATTERN, State: "DISABLED" });

    expect(await bus.call("DescribeRule", { Name: "rule" })).toMatchObject({
      Arn: `arn:aws:events:${REGION}:${ACCOUNT}:rule/rule`,
      State: "DISABLED",
      CreatedBy: ACCOUNT,
    });
    const { Targets } = await bus.call("ListTargetsByRule", { Rule: "rule" });
    expect(Targets).toEqual([{ Id: "one", Arn: FUNCTION }]);
  });

  it.each<[string, object, string]>([
    ["without a pattern or a schedule", { EventPattern: undefined }, "must be specified"],
    ["with a pattern that is none", { EventPattern: "{" }, "Event pattern is not valid"],
    ["with a strange name", { Name: "a b" }, "regular expression pattern"],
    ["with a schedule that is none", { ScheduleExpression: "rate(1 minutes)" }, "not valid"],
    ["with a moment", { ScheduleExpression: "at(2026-12-01T00:00:00)" }, "not valid"],
    ["on a bus that is not there", { EventBusName: "gone" }, "Event bus gone does not exist"],
    ["with a parameter that is not known", { Strange: 1 }, "Strange"],
  ])("is refused %s", async (_, change, message) => {
    const put = aBus().call("PutRule", { Name: "rule", EventPattern: PATTERN, ...change });

    await expect(put).rejects.toThrow(message);
  });

  it.each<[string, object, string]>([
    ["a machine without a role", { Arn: MACHINE }, "RoleArn is required"],
    ["two kinds of input", { Input: "{}", InputPath: "$" }, "Only one of"],
    ["input that is no JSON", { Input: "{" }, "JSON syntax error"],
    [
      "a template with a hole",
      { InputTransformer: { InputTemplate: "<a>" } },
      "<a> is not defined",
    ],
    ["a path that is none", { InputPath: "detail" }, "Invalid InputPath"],
    ["too many retries", { RetryPolicy: { MaximumRetryAttempts: 186 } }, "Invalid RetryPolicy"],
    ["a stream", { Arn: "arn:aws:kinesis:eu-west-1:222222222222:stream/x" }, "does not emulate"],
    ["a container", { EcsParameters: {} }, "EcsParameters"],
  ])("takes no target with %s", async (_, change, message) => {
    const bus = aBus();
    await aRule(bus);
    const Targets = [{ Id: "two", Arn: FUNCTION, ...change }];

    await expect(bus.call("PutTargets", { Rule: "rule", Targets })).rejects.toThrow(message);
  });

  it("takes five targets and no more", async () => {
    const bus = aBus();
    await aRule(bus);
    const Targets = Array.from({ length: 5 }, (_, index) => ({ Id: `t${index}`, Arn: FUNCTION }));

    await expect(bus.call("PutTargets", { Rule: "rule", Targets })).rejects.toThrow(
      expect.objectContaining({ name: "LimitExceededException" }),
    );
  });

  it("is deleted after its targets only", async () => {
    const bus = aBus();
    await aRule(bus);
    await expect(bus.call("DeleteRule", { Name: "rule" })).rejects.toThrow("it has targets");

    const removed = await bus.call("RemoveTargets", { Rule: "rule", Ids: ["one", "gone"] });
    await bus.call("DeleteRule", { Name: "rule" });
    await bus.call("DeleteRule", { Name: "rule" });

    expect(removed).toMatchObject({ FailedEntryCount: 1, FailedEntries: [{ TargetId: "gone" }] });
    expect(await bus.call("ListRules")).toEqual({ Rules: [] });
  });

  it("that a service manages is not changed without force", async () => {
    const bus = aBus();
    const site = { account: ACCOUNT, region: REGION };
    const managedBy = "states.amazonaws.com";
    bus.service.manageRule({ ...site, name: "managed", managedBy, pattern: PATTERN });
    const managed = expect.objectContaining({ name: "ManagedRuleException" }) as Error;
    const Targets = [{ Id: "one", Arn: FUNCTION }];

    await expect(bus.call("DeleteRule", { Name: "managed" })).rejects.toThrow(managed);
    await expect(bus.call("PutTargets", { Rule: "managed", Targets })).rejects.toThrow(managed);
    await expect(bus.call("DisableRule", { Name: "managed" })).rejects.toThrow(managed);
    expect(await bus.call("DescribeRule", { Name: "managed" })).toMatchObject({
      ManagedBy: managedBy,
    });
    await bus.call("DeleteRule", { Name: "managed", Force: true });
    await expect(bus.call("DescribeRule", { Name: "managed" })).rejects.toThrow("does not exist");
  });

  it("makes something else of an event by a template", async () => {
    const bus = aBus();
    const InputTransformer = {
      InputPathsMap: { lease: "$.detail.lease", all: "$.detail", gone: "$.detail.gone" },
      InputTemplate:
        '{"text":"lease \\"<lease>\\" of <aws.events.rule-name>","all":<all>,"gone":<gone>}',
    };
    await aRule(bus, { target: { InputTransformer } });

    await put(bus, { lease: 'o"ne' });

    expect(payloads(bus)).toEqual([
      { text: 'lease "o"ne" of rule', all: { lease: 'o"ne' }, gone: null },
    ]);
  });

  it("lists what goes to a target", async () => {
    const bus = aBus();
    await aRule(bus);

    const answer = await bus.call("ListRuleNamesByTarget", { TargetArn: FUNCTION });

    expect(answer).toEqual({ RuleNames: ["rule"] });
  });

  it("needs the permission to pass its roles", async () => {
    const Targets = [{ Id: "one", Arn: MACHINE, RoleArn: ROLE }];

    const asked = aBus().authorize("PutTargets", { Rule: "rule", EventBusName: "mayfly", Targets });

    expect(asked).toEqual([
      {
        action: "events:PutTargets",
        resource: `arn:aws:events:${REGION}:${ACCOUNT}:rule/mayfly/rule`,
        context: { "events:TargetArn": [MACHINE] },
      },
      {
        action: "iam:PassRole",
        resource: ROLE,
        context: { "iam:PassedToService": "events.amazonaws.com" },
      },
    ]);
  });
});

async function aScheduledRule(bus: Bus, ScheduleExpression: string) {
  await bus.call("PutRule", { Name: "tick", ScheduleExpression });
  await bus.call("PutTargets", { Rule: "tick", Targets: [{ Id: "one", Arn: FUNCTION }] });
}

describe("A rule with a schedule", () => {
  it("fires at its rate", async () => {
    const bus = aBus();
    await aScheduledRule(bus, "rate(5 minutes)");

    await bus.pass(16);

    expect(bus.sent.map(({ at }) => (at - START) / 60_000)).toEqual([5, 10, 15]);
    expect(payloads(bus)[0]).toMatchObject({
      source: "aws.events",
      "detail-type": "Scheduled Event",
      time: "2026-11-24T12:05:00Z",
      detail: {},
    });
  });

  it("fires by the calendar", async () => {
    const bus = aBus();
    await aScheduledRule(bus, "cron(30 3 ? * SUN *)");

    await bus.pass(14 * 24 * 60);

    expect(bus.sent.map(({ at }) => new Date(at).toISOString())).toEqual([
      "2026-11-29T03:30:00.000Z",
      "2026-12-06T03:30:00.000Z",
    ]);
  });

  it("rests while it is disabled", async () => {
    const bus = aBus();
    await aScheduledRule(bus, "rate(1 minute)");
    await bus.call("DisableRule", { Name: "tick" });
    await bus.pass(10);
    const before = bus.sent.length;
    await bus.call("EnableRule", { Name: "tick" });
    await bus.pass(1);

    expect([before, bus.sent.length]).toEqual([0, 1]);
  });

  it("goes on after a restart, and makes up for one missed moment", async () => {
    const storage = new MemoryStorage();
    const first = aBus({ storage });
    await aScheduledRule(first, "rate(5 minutes)");
    await first.pass(6);

    const second = aBus({ storage, now: START + 23 * 60_000 });
    second.service.resume?.();
    await second.pass(3);

    expect(second.sent.map(({ at }) => (at - START) / 60_000)).toEqual([23, 25]);
  });
});

describe("Buses, rules and policies of a stack", () => {
  it("are made as the CDK emits them", async () => {
    const bus = aBus();

    const made = await bus.make("AWS::Events::EventBus", { Name: "mayfly", Description: "d" });
    const rule = await bus.make("AWS::Events::Rule", {
      Name: "start",
      EventBusName: "mayfly",
      EventPattern: { source: ["mayfly"], "detail-type": ["LeaseVending"] },
      State: "ENABLED",
      Targets: [
        {
          Id: "Target0",
          Arn: FUNCTION,
          DeadLetterConfig: { Arn: QUEUE },
          RetryPolicy: { MaximumEventAgeInSeconds: 14_400, MaximumRetryAttempts: 24 },
        },
      ],
    });
    await put(bus, {}, { EventBusName: "mayfly", DetailType: "LeaseVending" });

    const arn = `arn:aws:events:${REGION}:${ACCOUNT}`;
    expect(made).toEqual({
      ref: "mayfly",
      attributes: { Arn: `${arn}:event-bus/mayfly`, Name: "mayfly" },
    });
    expect(rule).toEqual({
      ref: "mayfly|start",
      attributes: { Arn: `${arn}:rule/mayfly/start` },
    });
    expect(payloads(bus)).toHaveLength(1);
  });

  it("let others in by a policy", async () => {
    const bus = aBus();
    await bus.make("AWS::Events::EventBusPolicy", {
      StatementId: "organization",
      Statement: { Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: "*" },
    });

    const { Policy } = await bus.call("DescribeEventBus");
    expect(JSON.parse(String(Policy))).toMatchObject({ Statement: [{ Sid: "organization" }] });
    await bus.call("RemovePermission", { StatementId: "organization" });
    expect(await bus.call("DescribeEventBus")).not.toHaveProperty("Policy");
  });

  it("are refused with what is not known", async () => {
    const bus = aBus();

    await expect(
      bus.make("AWS::Events::EventBus", { Name: "a", KmsKeyIdentifier: "k" }),
    ).rejects.toThrow("KmsKeyIdentifier");
    await bus.make("AWS::Events::EventBus", { Name: "a" });
    await expect(bus.make("AWS::Events::EventBus", { Name: "a" })).rejects.toThrow(
      "already exists",
    );
  });
});

describe("An event bus", () => {
  it("is deleted after its rules only, and the default never", async () => {
    const bus = aBus();
    await bus.call("CreateEventBus", { Name: "mayfly" });
    await aRule(bus, { bus: "mayfly" });

    await expect(bus.call("DeleteEventBus", { Name: "mayfly" })).rejects.toThrow("it has rules");
    await expect(bus.call("DeleteEventBus", { Name: "default" })).rejects.toThrow("default");
    await bus.call("RemoveTargets", { Rule: "rule", EventBusName: "mayfly", Ids: ["one"] });
    await bus.call("DeleteRule", { Name: "rule", EventBusName: "mayfly" });
    await bus.call("DeleteEventBus", { Name: "mayfly" });
    const { EventBuses } = await bus.call("ListEventBuses");

    expect((EventBuses as { Name: string }[]).map(({ Name }) => Name)).toEqual(["default"]);
  });

  it("accepts and loses events for a bus that is not there", async () => {
    const bus = aBus();

    expect(await put(bus, {}, { EventBusName: "gone" })).toMatchObject({ FailedEntryCount: 0 });
    expect(bus.happenings).toEqual([]);
  });

  it("carries tags, and rules do", async () => {
    const bus = aBus();
    await aRule(bus);
    const ResourceARN = `arn:aws:events:${REGION}:${ACCOUNT}:rule/rule`;

    await bus.call("TagResource", {
      ResourceARN,
      Tags: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "2" },
      ],
    });
    await bus.call("UntagResource", { ResourceARN, TagKeys: ["a"] });

    expect(await bus.call("ListTagsForResource", { ResourceARN })).toEqual({
      Tags: [{ Key: "b", Value: "2" }],
    });
  });
});
