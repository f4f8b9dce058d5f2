import type { World } from "../../../kernel/service.ts";
import { engineOf } from "../data/engine.ts";
import { notFound } from "../errors.ts";
import { addressOf, lookUp } from "../tables/find-table.ts";
import { type StreamRecordOfTable, streamArn, type TableRecord } from "../tables/records.ts";
import type { StreamLog } from "./stream-log.ts";
import type { StreamRecord } from "./stream-record.ts";

const STREAM = /^(arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/[^/]+)(?:\/stream\/(.+))?$/;

/** Where a subscriber begins: with what is kept, with what is yet to come, or after a record. */
type StartingPosition = "TRIM_HORIZON" | "LATEST" | { readonly after: string };

/** The stream of a table, for whoever follows it. */
export interface TableStream {
  readonly arn: string;
  /** Up to `limit` records after the one with a sequence number, or from the oldest that is kept. */
  read(after: string | undefined, limit: number): readonly StreamRecord[];
  /** Sequence number of the newest record; undefined while there is none. */
  newest(): string | undefined;
  /** Hands over each record in order, now and as they come, until the returned function is called. */
  subscribe(from: StartingPosition, listener: (record: StreamRecord) => void): () => void;
}

const BATCH = 100;

function found(world: World, arn: string): { table: TableRecord; stream: StreamRecordOfTable } {
  const [, tableArn, label] = STREAM.exec(arn) ?? [];
  const site = { world, account: "", region: "" };
  const table = tableArn === undefined ? undefined : lookUp(site, addressOf(site, tableArn));
  const stream = table?.latestStream;
  if (!table || !stream || (label !== undefined && label !== stream.label)) {
    throw notFound(`Requested resource not found: Stream: ${arn} not found`);
  }
  return { table, stream };
}

function subscribed(
  log: StreamLog,
  from: StartingPosition,
  listener: (record: StreamRecord) => void,
): () => void {
  let at = typeof from === "object" ? from.after : from === "LATEST" ? log.newest : undefined;
  const deliver = () => {
    for (;;) {
      const batch = log.read(at, BATCH);
      if (batch.length === 0) return;
      for (const record of batch) {
        at = record.sequenceNumber;
        listener(record);
      }
    }
  };
  const unsubscribe = log.subscribe(deliver);
  deliver();
  return unsubscribe;
}

/**
 * The stream with this ARN, or the latest one of the table with this ARN. Its records stay for a day,
 * also over a restart; where a subscriber stands is the subscriber's own to remember. Errors:
 * ResourceNotFoundException.
 */
export function streamOf(world: World, arn: string): TableStream {
  const { table, stream } = found(world, arn);
  const log = engineOf(world).stream(table, stream);
  return {
    arn: streamArn(table.arn, stream),
    read: (after, limit) => log.read(after, limit),
    newest: () => log.newest,
    subscribe: (from, listener) => subscribed(log, from, listener),
  };
}

/** The streams of all tables by ARN, as an event source mapping reads them. */
export interface TableStreams {
  read(arn: string, after: string | undefined, limit: number): readonly StreamRecord[];
  newest(arn: string): string | undefined;
  /** Calls `wake` whenever records come in, until the returned function is called. */
  subscribe(arn: string, wake: () => void): () => void;
}

/** The streams of a world. Their methods throw ResourceNotFoundException where there is no such stream. */
export function tableStreams(world: World): TableStreams {
  const logOf = (arn: string) => {
    const { table, stream } = found(world, arn);
    return engineOf(world).stream(table, stream);
  };
  return {
    read: (arn, after, limit) => logOf(arn).read(after, limit),
    newest: (arn) => logOf(arn).newest,
    subscribe: (arn, wake) => logOf(arn).subscribe(wake),
  };
}
