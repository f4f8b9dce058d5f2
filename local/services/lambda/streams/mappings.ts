import type { Collection } from "../../../kernel/collection.ts";
import type { World } from "../../../kernel/service.ts";
import type { LambdaPlace } from "../functions.ts";

/** An event source mapping: a function that is fed from a stream. */
export interface MappingRecord {
  readonly id: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly streamArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  /** Seconds for which records are gathered before the function runs. */
  readonly window: number;
  readonly startingPosition: "LATEST" | "TRIM_HORIZON";
  /** Patterns as JSON texts; a record passes if one of them matches. */
  readonly filters: readonly string[];
  readonly bisect: boolean;
  /** Whether the function answers which records failed (ReportBatchItemFailures). */
  readonly reportsFailures: boolean;
  /** -1: until the records are too old. */
  readonly maximumRetryAttempts: number;
  /** Seconds; -1: as long as the stream keeps them. */
  readonly maximumRecordAge: number;
  /** ARN of the queue that is told of batches which were given up. */
  readonly onFailure?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  /** Sequence number of the last record that is done; absent before the first. */
  readonly position?: string;
  /** How the last poll ended, in Lambda's words. */
  readonly lastResult: string;
}

/** The mappings of an account in a Region, by id. */
export function mappingsOf(world: World, place: LambdaPlace): Collection<MappingRecord> {
  const { account, region } = place;
  return world.storage.collection({ service: "lambda", account, region }, "event-source-mappings");
}

/** Changes some facts of a mapping that still exists. */
export function updateMapping(
  world: World,
  mapping: MappingRecord,
  change: Partial<MappingRecord>,
): void {
  const mappings = mappingsOf(world, mapping);
  const current = mappings.get(mapping.id);
  if (current) mappings.set(mapping.id, { ...current, ...change });
}
