import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import * as cdk from "aws-cdk-lib/aws-dynamodb";
import { describe, expect, test } from "vitest";
import type { ResourceContext, ResourceMade } from "../../../local/kernel/service.ts";
import { streamOf } from "../../../local/services/dynamodb/streams/streams.ts";
import { ACCOUNT, aDatabase, type Database, REGION, refusal } from "./a-database.ts";
import { key } from "./sequence/call.ts";

const text = (name: string) => ({ name, type: cdk.AttributeType.STRING });

/** The properties that the CDK writes for the only resource of a stack. */
function synthesized(make: (stack: Stack) => void) {
  const stack = new Stack(new App(), "Stack", { env: { account: ACCOUNT, region: REGION } });
  make(stack);
  const [resource] = Object.values(Template.fromStack(stack).toJSON()["Resources"] as object);
  return resource as { readonly Type: string; readonly Properties: Record<string, unknown> };
}

const ledger = synthesized((stack) => {
  new cdk.TableV2(stack, "Ledger", {
    partitionKey: text("pk"),
    sortKey: text("sk"),
    billing: cdk.Billing.onDemand(),
    timeToLiveAttribute: "expiresAt",
    dynamoStream: cdk.StreamViewType.NEW_IMAGE,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    encryption: cdk.TableEncryptionV2.awsManagedKey(),
    globalSecondaryIndexes: [
      { indexName: "by-owner", partitionKey: text("owner"), sortKey: text("since") },
    ],
    localSecondaryIndexes: [{ indexName: "by-label", sortKey: text("label") }],
    tags: [{ key: "own", value: "1" }],
  });
});

/** Makes a resource as the deployment of a stack does. */
function made(database: Database, { Type, Properties }: typeof ledger): ResourceMade {
  const type = database.service.resources?.find((each) => each.type === Type);
  const context: ResourceContext = {
    ...{ world: database.world, account: ACCOUNT, region: REGION },
    stackName: "Stack",
    logicalId: "Ledger",
    tags: { stack: "yes", own: "0" },
    physicalName: (longest) => `Stack-Ledger-X`.slice(0, longest),
    asset: () => "",
  };
  return type?.create(Properties as never, context) as ResourceMade;
}

describe("a global table", () => {
  test("is one table of its own Region, active at once", () => {
    const database = aDatabase();
    const { ref, attributes } = made(database, ledger);
    const arn = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/Stack-Ledger-X`;
    expect(ref).toBe("Stack-Ledger-X");
    expect(attributes["Arn"]).toBe(arn);
    expect(attributes["StreamArn"]).toBe(streamOf(database.world, arn).arn);
    expect(database.call("DescribeTable", { TableName: ref })["Table"]).toMatchObject({
      TableStatus: "ACTIVE",
      TableId: attributes["TableId"],
      DeletionProtectionEnabled: true,
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
      SSEDescription: { Status: "ENABLED", SSEType: "KMS" },
      GlobalSecondaryIndexes: [{ IndexName: "by-owner", Projection: { ProjectionType: "ALL" } }],
      LocalSecondaryIndexes: [{ IndexName: "by-label" }],
    });
    expect(database.call("PutItem", { TableName: ref, Item: key("a") })).toEqual({});
  });

  test("has time to live, recovery and tags as asked", () => {
    const database = aDatabase();
    const { ref: TableName, attributes } = made(database, ledger);
    expect(database.call("DescribeTimeToLive", { TableName })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: "ENABLED", AttributeName: "expiresAt" },
    });
    expect(database.call("DescribeContinuousBackups", { TableName })).toMatchObject({
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "ENABLED" },
      },
    });
    expect(database.call("ListTagsOfResource", { ResourceArn: attributes["Arn"] })["Tags"]).toEqual(
      [
        { Key: "stack", Value: "yes" },
        { Key: "own", Value: "1" },
      ],
    );
  });

  test.each<[string, object]>([
    ["another Region", { Replicas: [{ Region: "us-east-1" }] }],
    ["two Regions", { Replicas: [{ Region: REGION }, { Region: "us-east-1" }] }],
    ["provisioned capacity", { BillingMode: "PROVISIONED" }],
  ])("is not emulated with %s", (_, changes) => {
    const changed = { ...ledger, Properties: { ...ledger.Properties, ...changes } };
    expect(refusal(() => made(aDatabase(), changed))).toContain("NotEmulated: ");
  });

  test("refuses a property that it does not know, however deep", () => {
    const Replicas = [{ Region: REGION, KinesisStreamSpecification: { StreamArn: "x" } }];
    const changed = { ...ledger, Properties: { ...ledger.Properties, Replicas } };
    expect(refusal(() => made(aDatabase(), changed))).toContain("KinesisStreamSpecification");
  });

  test("refuses keys that are not defined, as CreateTable does", () => {
    const changed = { ...ledger, Properties: { ...ledger.Properties, AttributeDefinitions: [] } };
    expect(refusal(() => made(aDatabase(), changed))).toContain(
      "not defined in AttributeDefinition",
    );
  });
});

test("a table of the older kind is made too", () => {
  const table = synthesized((stack) => {
    new cdk.Table(stack, "Table", {
      tableName: "plain",
      partitionKey: text("pk"),
      readCapacity: 2,
      writeCapacity: 3,
    });
  });
  const database = aDatabase();
  expect(made(database, table)).toMatchObject({ ref: "plain" });
  expect(database.call("DescribeTable", { TableName: "plain" })["Table"]).toMatchObject({
    ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 3 },
  });
});
