import * as z from "zod";
import type {
  ResourceContext,
  ResourceMade,
  ResourceType,
  World,
} from "../../../kernel/service.ts";
import type { LambdaDependencies } from "../dependencies.ts";
import { invalidParameter } from "../errors.ts";
import { functionFor } from "../functions.ts";
import { isOfQueue, type QueueSources } from "../queue-sources/queue-mapping.ts";
import { roleMay } from "../role-session.ts";
import { passes } from "../streams/filter.ts";
import type { MappingRecord } from "../streams/mappings.ts";
import type { Pollers } from "../streams/pollers.ts";

const whole = (low: number, high: number) => z.coerce.number().int().min(low).max(high);

/** Templates may write booleans as text. */
const flag = z.union([z.boolean(), z.stringbool()]);

const STREAM = /^arn:aws:dynamodb:[^:]+:\d+:table\/[^/]+\/stream\/.+$/;

const destination = z.strictObject({
  Destination: z.string().regex(/^arn:aws:sqs:/, "is not an SQS queue, which alone is emulated"),
});

// Ranges: CreateEventSourceMapping in the Lambda API reference.
const properties = z.strictObject({
  EventSourceArn: z.string().regex(STREAM, "is no stream of DynamoDB, which alone is emulated"),
  FunctionName: z.string(),
  Enabled: flag.default(true),
  BatchSize: whole(1, 10_000).default(100),
  MaximumBatchingWindowInSeconds: whole(0, 300).default(0),
  StartingPosition: z.enum(["LATEST", "TRIM_HORIZON"]),
  FilterCriteria: z
    .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })).max(5) })
    .default({ Filters: [] }),
  BisectBatchOnFunctionError: flag.default(false),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  MaximumRetryAttempts: whole(-1, 10_000).default(-1),
  MaximumRecordAgeInSeconds: whole(-1, 604_800).default(-1),
  ParallelizationFactor: z.literal(1).optional(),
  DestinationConfig: z.strictObject({ OnFailure: destination.optional() }).optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
});

type Properties = z.infer<typeof properties>;

/** Errors: InvalidParameterValueException for a pattern that is not JSON, NotEmulated for a rule. */
function filtersOf({ FilterCriteria }: Properties): readonly string[] {
  const patterns = FilterCriteria.Filters.map(({ Pattern }) => Pattern);
  for (const pattern of patterns) {
    try {
      JSON.parse(pattern);
    } catch {
      throw invalidParameter("Invalid filter pattern definition.");
    }
    passes([pattern], {});
  }
  return patterns;
}

function positionOf(asked: Properties, pollers: Pollers): Pick<MappingRecord, "position"> {
  const newest = pollers.streams.newest(asked.EventSourceArn);
  if (asked.StartingPosition === "TRIM_HORIZON" || newest === undefined) return {};
  return { position: newest };
}

function mappingOf(asked: Properties, context: ResourceContext): MappingRecord {
  const { account, region, world } = context;
  const { name, arn } = functionFor(world, asked.FunctionName, context);
  const id = world.random.uuid();
  const onFailure = asked.DestinationConfig?.OnFailure?.Destination;
  return {
    ...{ id, arn: `arn:aws:lambda:${region}:${account}:event-source-mapping:${id}` },
    ...{ account, region, functionName: name, functionArn: arn, streamArn: asked.EventSourceArn },
    ...{ enabled: asked.Enabled, batchSize: asked.BatchSize },
    window: asked.MaximumBatchingWindowInSeconds,
    startingPosition: asked.StartingPosition,
    filters: filtersOf(asked),
    bisect: asked.BisectBatchOnFunctionError,
    reportsFailures: asked.FunctionResponseTypes.length > 0,
    maximumRetryAttempts: asked.MaximumRetryAttempts,
    maximumRecordAge: asked.MaximumRecordAgeInSeconds,
    tags: { ...context.tags, ...Object.fromEntries(asked.Tags.map((t) => [t.Key, t.Value])) },
    modifiedAt: world.clock.now(),
    lastResult: "No records processed",
    ...(onFailure !== undefined && { onFailure }),
  };
}

/** What the role of a function needs for a DynamoDB stream (Lambda DG, with-ddb). */
const wantedFor = (streamArn: string) => [
  ...["DescribeStream", "GetRecords", "GetShardIterator"].map((name) => ({
    action: `dynamodb:${name}`,
    resource: streamArn,
  })),
  { action: "dynamodb:ListStreams", resource: "*" },
];

function checkRole(dependencies: LambdaDependencies, mapping: MappingRecord, world: World): void {
  const record = functionFor(world, mapping.functionName, mapping);
  if (roleMay(dependencies, record, wantedFor(mapping.streamArn))) return;
  throw invalidParameter(
    `Cannot access stream ${mapping.streamArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
  );
}

/** Feeds a function from a stream of DynamoDB, or from a queue of SQS. */
export const eventSourceMappingType = (
  pollers: Pollers,
  dependencies: LambdaDependencies,
  queues: QueueSources,
): ResourceType => ({
  type: "AWS::Lambda::EventSourceMapping",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    if (isOfQueue(given)) return queues.create(given, context);
    const asked = properties.parse(given);
    const mapping = { ...mappingOf(asked, context), ...positionOf(asked, pollers) };
    checkRole(dependencies, mapping, context.world);
    pollers.start(mapping);
    return { ref: mapping.id, attributes: { Id: mapping.id, EventSourceMappingArn: mapping.arn } };
  },
});
