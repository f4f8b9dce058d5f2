import { describe, expect, it } from "vitest";
import { ACCOUNT, aBus, aRule, FUNCTION, payloads, put, REGION, ROLE } from "./a-bus.ts";

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
