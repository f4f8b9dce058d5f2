import type {
  GlobalSecondaryIndexDescription,
  KeySchemaElement,
  LocalSecondaryIndexDescription,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { World } from "../../../kernel/service.ts";
import { engineOf } from "../data/engine.ts";
import { itemSize } from "../values/size.ts";
import {
  type IndexRecord,
  indexArn,
  type KeyShape,
  keyNames,
  streamArn,
  type TableRecord,
  type Throughput,
} from "./records.ts";
import { indexStatus, tableStatus } from "./table-states.ts";

const keySchema = (key: KeyShape): KeySchemaElement[] =>
  keyNames(key).map((AttributeName, at) => ({
    AttributeName,
    KeyType: at === 0 ? "HASH" : "RANGE",
  }));

const throughput = ({ read, write }: Throughput) => ({
  NumberOfDecreasesToday: 0,
  ReadCapacityUnits: read,
  WriteCapacityUnits: write,
});

function projection({ type, attributes }: IndexRecord["projection"]) {
  return {
    ProjectionType: type,
    ...(type === "INCLUDE" && { NonKeyAttributes: [...attributes] }),
  };
}

/** Counts and sizes. AWS updates them about every six hours; here they are always true. */
function measured(world: World, table: TableRecord, index?: string) {
  const contents = engineOf(world).contents(table);
  const count = contents.entries(index).size;
  let bytes = 0;
  for (const item of contents.items.values()) bytes += itemSize(item);
  const share = contents.items.size === 0 ? 0 : count / contents.items.size;
  return { count, bytes: Math.round(bytes * share) };
}

function localIndex(world: World, table: TableRecord, index: IndexRecord) {
  const { count, bytes } = measured(world, table, index.name);
  return {
    IndexName: index.name,
    KeySchema: keySchema(index.key),
    Projection: projection(index.projection),
    IndexSizeBytes: bytes,
    ItemCount: count,
    IndexArn: indexArn(table.arn, index.name),
  } satisfies LocalSecondaryIndexDescription;
}

function globalIndex(world: World, table: TableRecord, index: IndexRecord) {
  const status = indexStatus(index, table, world.clock.now());
  return {
    ...localIndex(world, table, index),
    IndexStatus: status,
    ...(status === "CREATING" && { Backfilling: true }),
    ProvisionedThroughput: throughput(index.throughput),
  } satisfies GlobalSecondaryIndexDescription;
}

function indexes(world: World, table: TableRecord): Partial<TableDescription> {
  const of = (kind: IndexRecord["kind"]) => table.indexes.filter((each) => each.kind === kind);
  const [local, global] = [of("local"), of("global")];
  return {
    ...(local.length > 0 && {
      LocalSecondaryIndexes: local.map((each) => localIndex(world, table, each)),
    }),
    ...(global.length > 0 && {
      GlobalSecondaryIndexes: global.map((each) => globalIndex(world, table, each)),
    }),
  };
}

function streamOf(table: TableRecord): Partial<TableDescription> {
  const { stream, latestStream } = table;
  return {
    ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.view } }),
    ...(latestStream && {
      LatestStreamLabel: latestStream.label,
      LatestStreamArn: streamArn(table.arn, latestStream),
    }),
  };
}

function billing(table: TableRecord): Partial<TableDescription> {
  if (table.billing === "PROVISIONED") return {};
  const at = new Date(table.createdAt);
  return {
    BillingModeSummary: {
      BillingMode: "PAY_PER_REQUEST",
      LastUpdateToPayPerRequestDateTime: at,
    },
  };
}

function protection(table: TableRecord): Partial<TableDescription> {
  const key = `arn:aws:kms:${table.region}:${table.account}:alias/aws/dynamodb`;
  return {
    ...(table.managedKey && {
      SSEDescription: { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: key },
    }),
    ...(table.tableClass !== "STANDARD" && {
      TableClassSummary: { TableClass: table.tableClass },
    }),
    DeletionProtectionEnabled: table.deletionProtection,
  };
}

/** A table as DescribeTable and its siblings show it. */
export function described(world: World, table: TableRecord): TableDescription {
  const { count, bytes } = measured(world, table);
  return {
    AttributeDefinitions: Object.entries(table.types).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    TableName: table.name,
    KeySchema: keySchema(table.key),
    TableStatus: tableStatus(table, world.clock.now()),
    CreationDateTime: new Date(table.createdAt),
    ProvisionedThroughput: throughput(table.throughput),
    TableSizeBytes: bytes,
    ItemCount: count,
    TableArn: table.arn,
    TableId: table.id,
    ...billing(table),
    ...indexes(world, table),
    ...streamOf(table),
    ...protection(table),
  };
}
