import { describe, expect, test } from "vitest";
import type { StreamRecord } from "../../../local/services/dynamodb/streams/stream-record.ts";
import { streamOf, tableStreams } from "../../../local/services/dynamodb/streams/streams.ts";
import {
  ACCOUNT,
  aDatabase,
  aDatabaseWithTables,
  type Database,
  REGION,
  refusal,
} from "./a-database.ts";
import { b, key, map, n, s } from "./sequence/call.ts";

const HOUR = 3_600_000;
const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/ledger`;

/** A database whose table `ledger` has a stream. */
async function aStreamingDatabase(StreamViewType = "NEW_AND_OLD_IMAGES"): Promise<Database> {
  const database = await aDatabaseWithTables();
  const StreamSpecification = { StreamEnabled: true, StreamViewType };
  database.call("UpdateTable", { TableName: "ledger", StreamSpecification });
  await database.settle();
  return database;
}

const put = (database: Database, pk: string, more: object = {}) =>
  database.call("PutItem", { TableName: "ledger", Item: { ...key(pk), ...more } });
const remove = (database: Database, pk: string) =>
  database.call("DeleteItem", { TableName: "ledger", Key: key(pk) });
const stream = ({ world }: Database) => streamOf(world, TABLE);
const all = (database: Database) => stream(database).read(undefined, 1000);
const pkOf = ({ event }: StreamRecord) =>
  (event["dynamodb"] as { Keys: { pk: { S: string } } }).Keys.pk.S;

describe("a stream", () => {
  test("has a record of each change, as functions receive it", async () => {
    const database = await aStreamingDatabase();
    put(database, "a", { v: n(1), bytes: b(1), deep: map({ x: s("y") }) });
    put(database, "a", { v: n(2) });
    remove(database, "a");
    const [inserted, changed, removed] = all(database).map(({ event }) => event);
    const at = Math.floor(database.world.clock.now() / 1000);
    const old = { ...key("a"), v: n(1), bytes: { B: "AQ==" }, deep: map({ x: s("y") }) };
    expect(inserted).toEqual({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventName: "INSERT",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: REGION,
      dynamodb: {
        ApproximateCreationDateTime: at,
        Keys: key("a"),
        NewImage: old,
        SequenceNumber: expect.stringMatching(/^1\d{23}$/),
        SizeBytes: expect.any(Number),
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
      eventSourceARN: stream(database).arn,
    });
    expect(changed).toMatchObject({
      eventName: "MODIFY",
      dynamodb: { OldImage: old, NewImage: { ...key("a"), v: n(2) } },
    });
    expect(removed).toMatchObject({ eventName: "REMOVE", dynamodb: { OldImage: { v: n(2) } } });
    expect(removed?.["dynamodb"]).not.toHaveProperty("NewImage");
  });

  test.each([
    ["KEYS_ONLY", []],
    ["NEW_IMAGE", ["NewImage"]],
    ["OLD_IMAGE", ["OldImage"]],
    ["NEW_AND_OLD_IMAGES", ["NewImage", "OldImage"]],
  ])("of %s shows %j", async (view, expected) => {
    const database = await aStreamingDatabase(view);
    put(database, "a", { v: n(1) });
    put(database, "a", { v: n(2) });
    const [, changed] = all(database);
    const names = Object.keys(changed?.event["dynamodb"] ?? {});
    expect(names.filter((name) => name.endsWith("Image"))).toEqual(expected);
  });

  test("has no record of what changed nothing", async () => {
    const database = await aStreamingDatabase();
    put(database, "a", { v: map({ x: n(1), y: n(2) }) });
    put(database, "a", { v: map({ y: n("2.0"), x: n(1) }) });
    remove(database, "none");
    expect(refusal(() => put(database, "a", { v: { NULL: false } }))).toContain("Validation");
    expect(all(database)).toHaveLength(1);
  });

  test("has the records of a transaction together, and none of a cancelled one", async () => {
    const database = await aStreamingDatabase();
    const item = (pk: string, more: object = {}) => ({
      Put: { TableName: "ledger", Item: key(pk), ...more },
    });
    database.call("TransactWriteItems", { TransactItems: [item("a"), item("b")] });
    const isThere = { ConditionExpression: "attribute_exists(pk)" };
    expect(
      refusal(() =>
        database.call("TransactWriteItems", { TransactItems: [item("c"), item("d", isThere)] }),
      ),
    ).toContain("TransactionCanceledException");
    expect(all(database).map(pkOf)).toEqual(["a", "b"]);
  });

  test("numbers its records upwards, also within one moment", async () => {
    const database = await aStreamingDatabase();
    for (let at = 0; at < 20; at += 1) put(database, `${at}`);
    await database.pass(1);
    put(database, "later");
    const numbers = all(database).map(({ sequenceNumber }) => sequenceNumber);
    expect(numbers.toSorted()).toEqual(numbers);
    expect(new Set(numbers).size).toBe(21);
  });

  test("keeps its records for a day", async () => {
    const database = await aStreamingDatabase();
    put(database, "old");
    await database.pass(24 * HOUR);
    put(database, "new");
    expect(all(database).map(pkOf)).toEqual(["old", "new"]);
    await database.pass(1);
    put(database, "newer");
    expect(all(database).map(pkOf)).toEqual(["new", "newer"]);
  });
});

describe("who follows a stream", () => {
  test("gets what is kept, and then what comes, each record once", async () => {
    const database = await aStreamingDatabase();
    put(database, "a");
    const seen: string[] = [];
    const stop = stream(database).subscribe("TRIM_HORIZON", (record) => seen.push(pkOf(record)));
    put(database, "b");
    stop();
    put(database, "c");
    expect(seen).toEqual(["a", "b"]);
  });

  test("may begin with the latest, or after a record", async () => {
    const database = await aStreamingDatabase();
    put(database, "a");
    put(database, "b");
    const [first] = all(database);
    const latest: string[] = [];
    const after: string[] = [];
    stream(database).subscribe("LATEST", (record) => latest.push(pkOf(record)));
    const from = { after: first?.sequenceNumber ?? "" };
    stream(database).subscribe(from, (record) => after.push(pkOf(record)));
    put(database, "c");
    expect([latest, after]).toEqual([["c"], ["b", "c"]]);
  });

  test("may change the table while it is told", async () => {
    const database = await aStreamingDatabase();
    const seen: string[] = [];
    stream(database).subscribe("LATEST", (record) => {
      seen.push(pkOf(record));
      if (seen.length < 3) put(database, `${seen.length}`);
    });
    put(database, "0");
    expect(seen).toEqual(["0", "1", "2"]);
  });

  test("reads by ARN and is woken, as an event source mapping", async () => {
    const database = await aStreamingDatabase();
    const streams = tableStreams(database.world);
    const { arn } = stream(database);
    expect(streams.newest(arn)).toBeUndefined();
    let woken = 0;
    const stop = streams.subscribe(arn, () => {
      woken += 1;
    });
    put(database, "a");
    put(database, "b");
    stop();
    put(database, "c");
    const [first, ...others] = streams.read(arn, undefined, 10);
    expect(woken).toBe(2);
    expect(streams.read(arn, first?.sequenceNumber, 1)).toEqual(others.slice(0, 1));
    expect(streams.newest(arn)).toBe(others.at(-1)?.sequenceNumber);
  });

  test("finds no stream where there is none", async () => {
    const { world } = await aDatabaseWithTables();
    const arns = [TABLE, `${TABLE}/stream/2026`, `${TABLE}x`, "arn:aws:sqs:eu-west-1:1:q"];
    for (const arn of arns) {
      expect(refusal(() => streamOf(world, arn))).toBe(
        `ResourceNotFoundException: Requested resource not found: Stream: ${arn} not found`,
      );
    }
  });
});

describe("switching a stream", () => {
  const specify = (database: Database, StreamSpecification: object) =>
    database.call("UpdateTable", { TableName: "ledger", StreamSpecification });

  test("off stops it, and leaves what it has to be read", async () => {
    const database = await aStreamingDatabase();
    put(database, "a");
    specify(database, { StreamEnabled: false });
    await database.settle();
    put(database, "b");
    expect(all(database).map(pkOf)).toEqual(["a"]);
    const { Table } = database.call("DescribeTable", { TableName: "ledger" });
    expect(Table).not.toHaveProperty("StreamSpecification");
    expect(Table).toHaveProperty("LatestStreamArn", stream(database).arn);
  });

  test("on again makes a new one", async () => {
    const database = await aStreamingDatabase();
    put(database, "a");
    const { arn } = stream(database);
    specify(database, { StreamEnabled: false });
    await database.settle();
    specify(database, { StreamEnabled: true, StreamViewType: "KEYS_ONLY" });
    await database.settle();
    put(database, "b");
    expect(stream(database).arn).not.toBe(arn);
    expect(all(database).map(pkOf)).toEqual(["b"]);
  });

  test("is refused when it changes nothing, or asks for nothing known", async () => {
    const database = await aStreamingDatabase();
    const on = { StreamEnabled: true, StreamViewType: "KEYS_ONLY" };
    expect(refusal(() => specify(database, on))).toContain("Table already has an enabled stream");
    expect(refusal(() => specify(aDatabase(), on))).toContain("ResourceNotFoundException");
    const strange = { StreamEnabled: true, StreamViewType: "ALL" };
    expect(refusal(() => specify(database, strange))).toContain("StreamViewType is not specified");
  });
});
