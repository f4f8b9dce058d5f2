import * as z from "zod";
import { NotEmulated } from "../../kernel/aws-error.ts";
import type { ResourceType } from "../../kernel/service.ts";
import {
  common,
  index,
  madeTable,
  off,
  recovery,
  tableClass,
  tags,
  throughput,
} from "./cfn-table.ts";

const tableProperties = z.strictObject({
  ...common,
  GlobalSecondaryIndexes: z
    .array(index.extend({ ProvisionedThroughput: throughput.optional() }))
    .optional(),
  ProvisionedThroughput: throughput.optional(),
  SSESpecification: z
    .strictObject({ SSEEnabled: z.boolean(), SSEType: z.literal("KMS").optional() })
    .optional(),
  PointInTimeRecoverySpecification: recovery.optional(),
  ContributorInsightsSpecification: off.optional(),
  DeletionProtectionEnabled: z.boolean().optional(),
  TableClass: tableClass.optional(),
  Tags: tags.optional(),
});

/** A table in one Region. */
export const tableType: ResourceType = {
  type: "AWS::DynamoDB::Table",
  properties: Object.keys(tableProperties.shape),
  create(given: unknown, context) {
    const asked = tableProperties.parse(given);
    return madeTable(
      {
        name: asked.TableName,
        create: {
          KeySchema: asked.KeySchema,
          AttributeDefinitions: asked.AttributeDefinitions,
          BillingMode: asked.BillingMode,
          ProvisionedThroughput: asked.ProvisionedThroughput,
          LocalSecondaryIndexes: asked.LocalSecondaryIndexes,
          GlobalSecondaryIndexes: asked.GlobalSecondaryIndexes,
          DeletionProtectionEnabled: asked.DeletionProtectionEnabled,
          TableClass: asked.TableClass,
          SSESpecification: asked.SSESpecification && {
            Enabled: asked.SSESpecification.SSEEnabled,
          },
        },
        streamView: asked.StreamSpecification?.StreamViewType,
        timeToLive: asked.TimeToLiveSpecification,
        isRecoverable: asked.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled ?? false,
        tags: asked.Tags ?? [],
      },
      context,
    );
  },
};

const replica = z.strictObject({
  Region: z.string(),
  DeletionProtectionEnabled: z.boolean().optional(),
  PointInTimeRecoverySpecification: recovery.optional(),
  ContributorInsightsSpecification: off.optional(),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        ContributorInsightsSpecification: off.optional(),
      }),
    )
    .optional(),
  TableClass: tableClass.optional(),
  Tags: tags.optional(),
});

const globalProperties = z.strictObject({
  ...common,
  GlobalSecondaryIndexes: z.array(index).optional(),
  Replicas: z.array(replica).min(1),
  /** The key that AWS owns, or the account's key that AWS manages. */
  SSESpecification: z
    .strictObject({ SSEEnabled: z.boolean(), SSEType: z.literal("KMS").optional() })
    .optional(),
});

type Global = z.infer<typeof globalProperties>;

/** The one replica, which is in the stack's own Region. Errors: NotEmulated for others. */
function onlyReplica({ Replicas, BillingMode }: Global, region: string) {
  const [own, another] = Replicas;
  if (!own || another || own.Region !== region) {
    throw new NotEmulated("replicas of tables in other Regions");
  }
  if (BillingMode !== "PAY_PER_REQUEST") {
    throw new NotEmulated("global tables with provisioned capacity");
  }
  return own;
}

/** A table as the CDK's TableV2 makes it: on demand, with one replica, which is the table itself. */
export const globalTableType: ResourceType = {
  type: "AWS::DynamoDB::GlobalTable",
  properties: Object.keys(globalProperties.shape),
  create(given: unknown, context) {
    const asked = globalProperties.parse(given);
    const own = onlyReplica(asked, context.region);
    return madeTable(
      {
        name: asked.TableName,
        create: {
          KeySchema: asked.KeySchema,
          AttributeDefinitions: asked.AttributeDefinitions,
          BillingMode: "PAY_PER_REQUEST",
          LocalSecondaryIndexes: asked.LocalSecondaryIndexes,
          GlobalSecondaryIndexes: asked.GlobalSecondaryIndexes,
          DeletionProtectionEnabled: own.DeletionProtectionEnabled,
          TableClass: own.TableClass,
          SSESpecification: asked.SSESpecification && {
            Enabled: asked.SSESpecification.SSEEnabled,
          },
        },
        streamView: asked.StreamSpecification?.StreamViewType,
        timeToLive: asked.TimeToLiveSpecification,
        isRecoverable: own.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled ?? false,
        tags: own.Tags ?? [],
      },
      context,
    );
  },
};
