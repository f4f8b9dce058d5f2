import { describe, expect, it } from "vitest";
import {
  ACCOUNT,
  aCloud,
  aMachine,
  type Cloud,
  functionArn,
  REGION,
  ROLE,
  states,
} from "./a-cloud.ts";

const DONE = states({ Done: { Type: "Succeed" } });
const REST = states({ Rest: { Type: "Wait", Seconds: 600, End: true } });
const ARN = `arn:aws:states:${REGION}:${ACCOUNT}`;

const named = (name: string) => expect.objectContaining({ name }) as Error;

const start = async (cloud: Cloud, stateMachineArn: string, more: object = {}) =>
  String((await cloud.call("StartExecution", { stateMachineArn, ...more }))["executionArn"]);

describe("A state machine", () => {
  const input = { name: "machine", definition: JSON.stringify(DONE), roleArn: ROLE };

  it("is the same when it is made again as it is", async () => {
    const cloud = aCloud();
    const first = await cloud.call("CreateStateMachine", input);
    await cloud.pass(60);

    const again = await cloud.call("CreateStateMachine", {
      ...input,
      tags: [{ key: "a", value: "b" }],
    });
    const other = cloud.call("CreateStateMachine", { ...input, definition: JSON.stringify(REST) });

    expect(again).toEqual(first);
    await expect(other).rejects.toThrow(named("StateMachineAlreadyExists"));
  });

  it.each<[string, object, string]>([
    ["of the express kind", { type: "EXPRESS" }, "NotEmulated"],
    ["with a role that is none", { roleArn: "machine" }, "InvalidArn"],
    [
      "with a role that does not let Step Functions in",
      { roleArn: `${ROLE}/closed` },
      "AccessDeniedException",
    ],
    ["with a strange name", { name: "a/b" }, "InvalidName"],
    [
      "that logs to nowhere",
      { loggingConfiguration: { level: "ALL" } },
      "InvalidLoggingConfiguration",
    ],
    ["with a version", { publish: true }, "NotEmulated"],
  ])("is refused %s", async (_, change, error) => {
    const made = aCloud().call("CreateStateMachine", { ...input, ...change });

    await expect(made).rejects.toThrow(named(error));
  });

  it("ends its executions when it is deleted", async () => {
    const cloud = aCloud();
    const stateMachineArn = await aMachine(cloud, REST);
    const executionArn = await start(cloud, stateMachineArn, { name: "one" });
    await cloud.pass(5);

    await cloud.call("DeleteStateMachine", { stateMachineArn });

    const described = cloud.call("DescribeStateMachine", { stateMachineArn });
    await expect(described).rejects.toThrow(named("StateMachineDoesNotExist"));
    expect(await cloud.call("DescribeExecution", { executionArn })).toMatchObject({
      status: "ABORTED",
    });
    expect(await cloud.call("ListStateMachines")).toEqual({ stateMachines: [] });
  });

  it("is changed by something only", async () => {
    const cloud = aCloud();
    const stateMachineArn = await aMachine(cloud, DONE);

    const nothing = cloud.call("UpdateStateMachine", { stateMachineArn });
    const wrong = cloud.call("UpdateStateMachine", { stateMachineArn, definition: "{" });

    await expect(nothing).rejects.toThrow(named("MissingRequiredParameter"));
    await expect(wrong).rejects.toThrow(named("InvalidDefinition"));
  });

  it("carries tags, which policies can ask for", async () => {
    const cloud = aCloud();
    const resourceArn = await aMachine(cloud, DONE);
    const tags = [
      { key: "a", value: "1" },
      { key: "b", value: "2" },
    ];
    await cloud.call("TagResource", { resourceArn, tags });
    await cloud.call("UntagResource", { resourceArn, tagKeys: ["a"] });

    expect(await cloud.call("ListTagsForResource", { resourceArn })).toEqual({ tags: [tags[1]] });
    expect(cloud.authorize("StartExecution", { stateMachineArn: resourceArn })).toEqual([
      {
        action: "states:StartExecution",
        resource: resourceArn,
        resourceAccount: ACCOUNT,
        context: { "aws:ResourceTag/b": "2" },
      },
    ]);
  });

  it("is made by who may pass its role and tag it", () => {
    const tags = [{ key: "a", value: "1" }];

    const asked = aCloud().authorize("CreateStateMachine", { ...input, tags });

    const resource = `${ARN}:stateMachine:machine`;
    expect(asked).toEqual([
      { action: "states:CreateStateMachine", resource, resourceAccount: ACCOUNT, context: {} },
      {
        action: "iam:PassRole",
        resource: ROLE,
        context: { "iam:PassedToService": "states.amazonaws.com" },
      },
      {
        action: "states:TagResource",
        resource,
        resourceAccount: ACCOUNT,
        context: { "aws:RequestTag/a": "1", "aws:TagKeys": ["a"] },
      },
    ]);
  });
});

describe("A state machine of a stack", () => {
  const make = async (cloud: Cloud, properties: object) =>
    await cloud.service.resources?.[0]?.create(properties as never, {
      ...{ world: cloud.world, account: ACCOUNT, region: REGION },
      ...{ stackName: "stack", logicalId: "Vend", tags: { stack: "one" } },
      physicalName: () => "Vend-1X2Y",
      asset: () => "",
    });

  it("has its placeholders filled in", async () => {
    const cloud = aCloud();
    const definition = states({ Ask: { Type: "Task", Resource: "${Ask}", End: true } });
    const LogGroupArn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/vendedlogs/states/x:*`;

    const made = await make(cloud, {
      StateMachineName: "vend",
      DefinitionString: JSON.stringify(definition),
      DefinitionSubstitutions: { Ask: functionArn("ask") },
      RoleArn: ROLE,
      LoggingConfiguration: {
        ...{ Level: "ALL", IncludeExecutionData: true },
        Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn } }],
      },
      TracingConfiguration: { Enabled: true },
    });

    const stateMachineArn = `${ARN}:stateMachine:vend`;
    expect(made).toMatchObject({
      ref: stateMachineArn,
      attributes: { Arn: stateMachineArn, Name: "vend" },
    });
    const machine = await cloud.call("DescribeStateMachine", { stateMachineArn });
    expect(machine).toMatchObject({
      definition: expect.stringContaining(functionArn("ask")),
      loggingConfiguration: { level: "ALL" },
      tracingConfiguration: { enabled: true },
    });
    const tags = await cloud.call("ListTagsForResource", { resourceArn: stateMachineArn });
    expect(tags).toEqual({ tags: [{ key: "stack", value: "one" }] });
  });

  it("is refused with a placeholder that nothing fills", async () => {
    const definition = states({ Ask: { Type: "Task", Resource: "${Ask}", End: true } });
    const properties = { DefinitionString: JSON.stringify(definition), RoleArn: ROLE };

    await expect(make(aCloud(), properties)).rejects.toThrow(named("InvalidDefinition"));
  });
});
