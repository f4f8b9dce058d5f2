import { App } from "aws-cdk-lib";
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import cdk from "../../cdk.json" with { type: "json" };
import { routes as adoption } from "../../functions/adopt-account/routes.ts";
import { routes } from "../../functions/api/router.ts";
import { checkConfiguration } from "../../infra/configuration.ts";
import { INPUT, MANAGEMENT } from "./sample-configuration.ts";
import { organizationStack, propertiesOf, templateOf, vendingStack } from "./synthesis.ts";

const template = templateOf(vendingStack());
describe("the stack", () => {
  test("needs no function of the CDK's own to be deployed", () => {
    const { Resources = {} } = template.toJSON() as { Resources: Record<string, { Type: string }> };
    const types = Object.values(Resources).map(({ Type }) => Type);
    expect(types.filter((type) => /^Custom::|CustomResource/.test(type))).toEqual([]);
  });

  test("tags everything that can be tagged", () => {
    const tag = { Key: "mayfly:deployment", Value: "mayfly" };
    for (const type of [
      "AWS::Lambda::Function",
      "AWS::IAM::Role",
      "AWS::StepFunctions::StateMachine",
    ])
      for (const { Tags } of propertiesOf(template, type)) expect(Tags).toContainEqual(tag);
  });

  test("can be in the management account too", () => {
    const organization = { ...INPUT.organization, vendingAccountId: MANAGEMENT };
    const configuration = checkConfiguration({ ...INPUT, region: "us-east-1", organization });
    const app = new App({ context: cdk.context });
    const [theirs, ours] = [
      organizationStack(configuration, app),
      vendingStack(configuration, app),
    ];
    const names = [theirs, ours].flatMap((stack) =>
      propertiesOf(templateOf(stack), "AWS::IAM::Role").map(({ RoleName }) => RoleName),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test("tells nobody when the configuration names no mailbox", () => {
    const stack = vendingStack(checkConfiguration({ ...INPUT, alarms: {} }));
    templateOf(stack).resourceCountIs("AWS::SNS::Subscription", 0);
    template.resourceCountIs("AWS::SNS::Subscription", 1);
  });
});

describe("the ledger", () => {
  test("cannot be lost by accident", () => {
    template.hasResource("AWS::DynamoDB::GlobalTable", {
      DeletionPolicy: "Retain",
      Properties: {
        BillingMode: "PAY_PER_REQUEST",
        TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          }),
        ],
      },
    });
  });

  test("has an index for each question", () => {
    const key = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: "HASH" },
      { AttributeName: range, KeyType: "RANGE" },
    ];
    const index = (IndexName: string, KeySchema: object, ProjectionType: string) =>
      Match.objectLike({ IndexName, KeySchema, Projection: { ProjectionType } });
    template.hasResourceProperties("AWS::DynamoDB::GlobalTable", {
      GlobalSecondaryIndexes: [
        index("by-owner", key("owner", "since"), "ALL"),
        index("by-state", key("state", "since"), "ALL"),
        index("by-month", key("month", "begunAt"), "ALL"),
        index("due", key("dueBucket", "dueAt"), "KEYS_ONLY"),
        index("queue", key("queue", "queuedAt"), "KEYS_ONLY"),
      ],
    });
  });

  test("publishes only new events that are to be published, and keeps what fails", () => {
    const [mapping] = propertiesOf(template, "AWS::Lambda::EventSourceMapping");
    expect(mapping).toMatchObject({
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    const { FilterCriteria } = mapping ?? {};
    const { Filters } = FilterCriteria as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
      { eventName: ["INSERT"], dynamodb: { NewImage: { publish: { BOOL: [true] } } } },
    ]);
  });
});

describe("the reports", () => {
  test("are private, encrypted and kept by themselves", () => {
    template.hasResource("AWS::S3::Bucket", {
      DeletionPolicy: "Retain",
      Properties: {
        BucketEncryption: Match.anyValue(),
        VersioningConfiguration: { Status: "Enabled" },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
  });
});

describe("the API", () => {
  test("has exactly the routes of its router, each for signed requests only", () => {
    const found = propertiesOf(template, "AWS::ApiGatewayV2::Route");
    expect(found.map(({ RouteKey }) => RouteKey).toSorted()).toEqual(
      Object.keys({ ...routes, ...adoption }).toSorted(),
    );
    for (const { AuthorizationType } of found) expect(AuthorizationType).toBe("AWS_IAM");
  });

  test("is throttled and writes down who asked for what", () => {
    const [stage] = propertiesOf(template, "AWS::ApiGatewayV2::Stage");
    expect(stage).toMatchObject({
      StageName: "$default",
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
    const { AccessLogSettings } = stage ?? {};
    const { Format } = AccessLogSettings as { Format: string };
    expect(JSON.parse(Format)).toMatchObject({ caller: "$context.identity.userArn" });
  });
});

describe("a machine", () => {
  test.each(["vend", "teardown", "stock"])(
    "%s is logged and traced, and its file is in the template",
    (name) => {
      const machine = propertiesOf(template, "AWS::StepFunctions::StateMachine").find(
        ({ StateMachineName }) => StateMachineName === `mayfly-${name}`,
      );
      expect(machine).toMatchObject({
        LoggingConfiguration: { Level: "ALL" },
        TracingConfiguration: { Enabled: true },
      });
      const text = machine?.["DefinitionString"] as string;
      const used = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, placeholder]) => placeholder);
      const filled = Object.keys(machine?.["DefinitionSubstitutions"] as object);
      expect(new Set(used)).toEqual(new Set(filled));
    },
  );
});
