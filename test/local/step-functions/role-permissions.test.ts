import { describe, expect, it } from "vitest";
import { ACCOUNT, aCloud, aMachine, REGION, ROLE } from "./a-cloud.ts";

const REST = { StartAt: "Rest", States: { Rest: { Type: "Wait", Seconds: 1, End: true } } };

const BUILD = {
  Type: "Task",
  Resource: "arn:aws:states:::codebuild:startBuild.sync",
  Parameters: { ProjectName: "nuke" },
  End: true,
};
const BUILDING = { StartAt: "Build", States: { Build: BUILD } };
const BUILDING_TWICE = {
  StartAt: "Both",
  States: { Both: { Type: "Parallel", Branches: [BUILDING, REST], End: true } },
};
const RULE = `arn:aws:events:${REGION}:${ACCOUNT}:rule/StepFunctionsGetEventForCodeBuildStartBuildRule`;

const logGroupArn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/vendedlogs/states/x:*`;
const loggingConfiguration = {
  level: "ALL",
  destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
};

/** Step Functions in a cloud where the machine's role may do everything but this. */
const without = (lacking: string, on = "*") =>
  aCloud(
    {},
    {
      authorize: (_principal, _region, { action, resource }) => {
        if (action === lacking && resource === on) throw new Error(`not allowed: ${action}`);
      },
    },
  );

const denied = (message: string) =>
  expect.objectContaining({ name: "AccessDeniedException", message });

const NO_RULE = denied(`'${ROLE}' is not authorized to create managed-rule.`);
const NO_LOG = denied("The state machine IAM Role is not authorized to access the Log Destination");

describe("a machine that waits for builds", () => {
  it.each(["DescribeRule", "PutRule", "PutTargets"])(
    "is not made when its role lacks events:%s on the rule of Step Functions",
    async (name) => {
      await expect(aMachine(without(`events:${name}`, RULE), BUILDING)).rejects.toThrow(NO_RULE);
    },
  );

  it("is found in the branches of a machine", async () => {
    const made = aMachine(without("events:PutRule", RULE), BUILDING_TWICE);

    await expect(made).rejects.toThrow(NO_RULE);
  });

  it("is not what a machine is changed into either", async () => {
    const cloud = without("events:PutRule", RULE);
    const stateMachineArn = await aMachine(cloud, REST);

    const definition = JSON.stringify(BUILDING);
    const changed = cloud.call("UpdateStateMachine", { stateMachineArn, definition });

    await expect(changed).rejects.toThrow(NO_RULE);
  });
});

describe("a machine that is logged", () => {
  const logged = { name: "m", definition: JSON.stringify(REST), roleArn: ROLE };

  it.each([
    ...["CreateLogDelivery", "DeleteLogDelivery", "DescribeLogGroups", "DescribeResourcePolicies"],
    ...["GetLogDelivery", "ListLogDeliveries", "PutResourcePolicy", "UpdateLogDelivery"],
  ])("is not made when its role lacks logs:%s", async (name) => {
    const made = without(`logs:${name}`).call("CreateStateMachine", {
      ...logged,
      loggingConfiguration,
    });

    await expect(made).rejects.toThrow(NO_LOG);
  });

  it("is made without a log when its role may not deliver one", async () => {
    const made = await without("logs:CreateLogDelivery").call("CreateStateMachine", logged);

    expect(made).toMatchObject({ stateMachineArn: expect.stringContaining("stateMachine:m") });
  });
});
