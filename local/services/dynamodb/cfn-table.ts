import type { CreateTableInput, StreamViewType } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import type { ResourceContext, ResourceMade } from "../../kernel/service.ts";
import { setRecovery } from "./tables/backups.ts";
import { makeTable } from "./tables/make-table.ts";
import { streamArn, type TableRecord } from "./tables/records.ts";
import { setTimeToLive } from "./tables/time-to-live.ts";

/** Longest name of a table. */
const LONGEST_NAME = 255;

const attribute = z.strictObject({
  AttributeName: z.string(),
  AttributeType: z.enum(["S", "N", "B"]),
});
const keySchema = z.array(
  z.strictObject({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }),
);
const projection = z.strictObject({
  ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
  NonKeyAttributes: z.array(z.string()).optional(),
});

export const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: projection,
});
export const throughput = z.strictObject({
  ReadCapacityUnits: z.coerce.number().int().positive(),
  WriteCapacityUnits: z.coerce.number().int().positive(),
});
export const recovery = z.strictObject({
  PointInTimeRecoveryEnabled: z.boolean().default(false),
});
export const off = z.strictObject({ Enabled: z.literal(false) });
export const tags = z.array(z.strictObject({ Key: z.string(), Value: z.string() }));
export const tableClass = z.enum(["STANDARD", "STANDARD_INFREQUENT_ACCESS"]);

const views = z.enum(["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"]);

/** Properties that both types of table resources have. */
export const common = {
  TableName: z.string().optional(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(attribute),
  BillingMode: z.enum(["PAY_PER_REQUEST", "PROVISIONED"]).optional(),
  LocalSecondaryIndexes: z.array(index).optional(),
  StreamSpecification: z.strictObject({ StreamViewType: views }).optional(),
  TimeToLiveSpecification: z
    .strictObject({ AttributeName: z.string().optional(), Enabled: z.boolean() })
    .optional(),
};

/** What a template asks of a table, in the words of CreateTable and its siblings. */
export interface WantedTable {
  readonly create: Omit<CreateTableInput, "TableName" | "Tags" | "StreamSpecification">;
  readonly name: string | undefined;
  readonly streamView: StreamViewType | undefined;
  readonly timeToLive:
    | { readonly AttributeName?: string | undefined; readonly Enabled: boolean }
    | undefined;
  readonly isRecoverable: boolean;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** Makes a table as CloudFormation does, which waits until it is active. Errors: those of CreateTable. */
export function madeTable(wanted: WantedTable, context: ResourceContext): ResourceMade {
  const { world } = context;
  const { streamView, timeToLive } = wanted;
  const stackTags = Object.entries(context.tags).map(([Key, Value]) => ({ Key, Value }));
  const own = new Set(wanted.tags.map(({ Key }) => Key));
  const input: CreateTableInput = {
    ...wanted.create,
    TableName: wanted.name ?? context.physicalName(LONGEST_NAME),
    Tags: [...stackTags.filter(({ Key }) => !own.has(Key)), ...wanted.tags],
    ...(streamView && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: streamView },
    }),
  };
  let table: TableRecord = makeTable(context, input, world.clock.now());
  if (wanted.isRecoverable) table = setRecovery(world, table, true);
  if (timeToLive?.Enabled) table = setTimeToLive(world, table, timeToLive.AttributeName);
  const stream = table.stream && { StreamArn: streamArn(table.arn, table.stream) };
  return { ref: table.name, attributes: { Arn: table.arn, TableId: table.id, ...stream } };
}
