import { describe, expect, test } from "vitest";
import { checkConfiguration } from "../../infra/configuration.ts";
import { permissionsOf } from "./permissions.ts";
import { INPUT, WITH_SLACK } from "./sample-configuration.ts";
import { propertiesOf, resourcesOf, templateOf, vendingStack } from "./synthesis.ts";

const template = templateOf(vendingStack(WITH_SLACK));
const without = templateOf(vendingStack());

const OWN_ITEMS = ' if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["SLACK#*"]}}';
const items = (...operations: string[]) =>
  operations.map((operation) => `dynamodb:${operation} <Ledger>${OWN_ITEMS}`);
const COMMON = ["xray:PutTelemetryRecords *", "xray:PutTraceSegments *"];
const logged = (name: string) => [
  `logs:CreateLogStream <${name}log>`,
  `logs:PutLogEvents <${name}log>`,
];
const secret = "secretsmanager:GetSecretValue <SlackSecret>";

describe("Slack", () => {
  test("is not there without its configuration", () => {
    for (const type of [
      "AWS::Lambda::Function",
      "AWS::ApiGatewayV2::Route",
      "AWS::SecretsManager::Secret",
    ])
      expect(JSON.stringify(resourcesOf(without, type)).toLowerCase()).not.toContain("slack");
  });

  test("comes in by one route, which AWS does not authorize", () => {
    const open = propertiesOf(template, "AWS::ApiGatewayV2::Route").filter(
      ({ AuthorizationType }) => AuthorizationType !== "AWS_IAM",
    );
    expect(open).toMatchObject([{ RouteKey: "POST /v1/slack", AuthorizationType: "NONE" }]);
  });

  test("raises an alarm when people are told late", () => {
    const [late] = propertiesOf(template, "AWS::CloudWatch::Alarm").filter(
      ({ AlarmName }) => AlarmName === "mayfly-slack-late",
    );
    expect(late).toMatchObject({ MetricName: "IteratorAge", Threshold: 900_000 });
  });

  test("has a secret without a value, which is kept when the stack goes", () => {
    const [found] = Object.values(resourcesOf(template, "AWS::SecretsManager::Secret"));
    expect(found).toMatchObject({ DeletionPolicy: "Retain", Properties: { Name: "mayfly-slack" } });
    expect(found?.Properties).not.toHaveProperty("SecretString");
  });

  test.each([
    ["receive", [...items("PutItem", "DeleteItem"), secret, "lambda:InvokeFunction <slackwork>"]],
    [
      "work",
      [
        ...[...items("GetItem", "PutItem"), secret, "lambda:InvokeFunction <api>"],
        "sqs:SendMessage <DeadLetters>",
      ],
    ],
    [
      "tell",
      [
        ...[...items("GetItem", "PutItem"), secret, "lambda:InvokeFunction <api>"],
        ...["sqs:SendMessage <DeadLetters>", "dynamodb:ListStreams *"],
        ...["DescribeStream", "GetRecords", "GetShardIterator"].map(
          (action) => `dynamodb:${action} <Ledger>`,
        ),
      ],
    ],
  ])("slack-%s may do this and nothing else: no record of a lease or an account", (name, may) => {
    expect(permissionsOf(template, `mayfly-slack-${name}`)).toEqual(
      [...may, ...logged(`slack${name}`), ...COMMON].toSorted(),
    );
  });
});

describe("its configuration", () => {
  const { slack } = WITH_SLACK;
  test.each([
    ["team", "acme", "is not the id of a workspace"],
    ["principal", "arn:aws:iam::222222222222:user/x", "is not an ARN with {email}"],
    ["principal", "arn:aws:iam::222222222222:user/*{email}", "is not an ARN with {email}"],
    ["approversChannel", "#approvers", "is not the id of a channel"],
    ["apiUrl", "http://slack.com/api", "slack.apiUrl"],
    ["exceptions", { nobody: "arn:aws:iam::222222222222:user/x" }, "slack.exceptions"],
    ["token", "xoxb-1", "token"],
  ])("names the member %s when it is %j", (member, value, complaint) => {
    const check = () => checkConfiguration({ ...INPUT, slack: { ...slack, [member]: value } });
    expect(check).toThrow(complaint);
  });
});
