import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { readable } from "./permissions.ts";
import { propertiesOf, templateOf, vendingStack } from "./synthesis.ts";

const template = templateOf(vendingStack());

describe("a rule", () => {
  const rules = propertiesOf(template, "AWS::Events::Rule");
  const ruleOf = (name: string) => rules.find(({ Name }) => Name === `mayfly-${name}`);

  test.each([
    [
      "start-workflow",
      [
        ...["LeaseVending", "LeaseAdmitted", "AccountQuarantined", "AccountRetried"],
        ...["AccountClosureAdmitted", "AccountStocking"],
      ],
    ],
    ["keep-schedule", ["LeaseActivated", "LeaseExtended", "LeaseExpiring", "LeaseEnding"]],
  ])("wakes %s with these events of ours", (name, types) => {
    expect(ruleOf(name)).toMatchObject({
      EventPattern: { source: ["mayfly"], "detail-type": types },
      EventBusName: expect.anything(),
    });
  });

  test("wakes recover-execution when one of our two machines did not succeed", () => {
    const { EventPattern, EventBusName } = ruleOf("recover-execution") ?? {};
    expect(EventBusName).toBeUndefined();
    expect(EventPattern).toMatchObject({
      source: ["aws.states"],
      "detail-type": ["Step Functions Execution Status Change"],
      detail: { status: ["FAILED", "TIMED_OUT", "ABORTED"] },
    });
    const { detail } = EventPattern as { detail: { stateMachineArn: unknown[] } };
    expect(detail.stateMachineArn.map(readable)).toEqual(["<vend>", "<teardown>"]);
  });

  test("keeps as a dead letter what it cannot deliver", () => {
    const targets = rules.flatMap(({ Targets }) => Targets as object[]);
    expect(targets).toHaveLength(5);
    for (const target of targets)
      expect(target).toMatchObject({
        DeadLetterConfig: { Arn: expect.anything() },
        RetryPolicy: { MaximumRetryAttempts: 24 },
      });
  });
});

describe("the sweep", () => {
  test("is called every five minutes, and has ended before it is called again", () => {
    const [schedule] = propertiesOf(template, "AWS::Scheduler::Schedule");
    expect(schedule).toMatchObject({
      ScheduleExpression: "rate(5 minutes)",
      Target: { RetryPolicy: { MaximumRetryAttempts: 0 } },
    });
    template.hasResourceProperties("AWS::Lambda::Function", {
      FunctionName: "mayfly-sweep",
      Timeout: 280,
    });
  });
});

describe("an alarm", () => {
  const alarms = propertiesOf(template, "AWS::CloudWatch::Alarm");

  test("rises for everything that needs a person", () => {
    expect(
      alarms.map(({ AlarmName }) => String(AlarmName).replace("mayfly-", "")).toSorted(),
    ).toEqual([
      ...["accounts-astray", "accounts-in-attention", "accounts-not-reconciled", "api-errors"],
      ...["closures-low", "dead-letters", "events-late"],
      ...[
        "leases-waiting",
        "reconcile-errors",
        "records-not-swept",
        "slots-low",
        ...["spend-not-measured", "spend-silent"],
        "stock-aborted",
        "stock-failed",
        "stock-timed-out",
        "sweep-errors",
        "sweep-silent",
      ],
      ...["teardown-aborted", "teardown-failed", "teardown-timed-out"],
      ...["vend-aborted", "vend-failed", "vend-timed-out"],
    ]);
  });

  test("says what is wrong, and tells the topic", () => {
    for (const { AlarmDescription, AlarmActions } of alarms) {
      expect(AlarmDescription).toMatch(/\w+ .+\. Runbook: docs\/runbooks\.md#[a-z-]+$/);
      expect((AlarmActions as unknown[]).map(readable)).toEqual(["<Alarms>"]);
    }
  });

  test("looks at the metric that the sweep writes, with the name of the service", () => {
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "Mayfly",
      MetricName: "AccountsInAttention",
      Dimensions: [{ Name: "service", Value: "mayfly" }],
      Threshold: 1,
      TreatMissingData: "notBreaching",
    });
  });

  test("rises too when the sweep says nothing at all", () => {
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      AlarmName: "mayfly-sweep-silent",
      ComparisonOperator: "LessThanThreshold",
      TreatMissingData: "missing",
      InsufficientDataActions: [Match.anyValue()],
    });
  });

  test("may publish, although the topic has a policy of its own", () => {
    template.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: "Allow",
            Action: "sns:Publish",
            Principal: { Service: "cloudwatch.amazonaws.com" },
          }),
        ]),
      },
    });
  });
});
