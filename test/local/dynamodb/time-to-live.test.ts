import { beforeEach, describe, expect, test } from "vitest";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { streamOf } from "../../../local/services/dynamodb/streams/streams.ts";
import {
  ACCOUNT,
  aDatabase,
  aDatabaseWithTables,
  type Database,
  REGION,
  refusal,
  reopened,
} from "./a-database.ts";
import { key, n, s } from "./sequence/call.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/ledger`;

let database: Database;
let storage: MemoryStorage;

const specify = (Enabled: boolean, AttributeName = "expiresAt") =>
  database.call("UpdateTimeToLive", {
    TableName: "ledger",
    TimeToLiveSpecification: { Enabled, AttributeName },
  });
const put = (pk: string, expiresAt?: object) =>
  database.call("PutItem", {
    TableName: "ledger",
    Item: { ...key(pk), ...(expiresAt && { expiresAt }) },
  });
/** So many milliseconds from now, as the attribute has it. */
const inTime = (milliseconds: number) =>
  n(Math.floor((database.world.clock.now() + milliseconds) / 1000));
const left = ({ call }: Database = database) =>
  call("Scan", { TableName: "ledger" })
    .Items?.map(({ pk }) => pk?.S)
    .toSorted();

beforeEach(async () => {
  storage = new MemoryStorage();
  database = await aDatabaseWithTables(storage);
});

describe("an item that has expired", () => {
  test("is there for another day, and is deleted then", async () => {
    specify(true);
    put("soon", inTime(HOUR));
    put("later", inTime(2 * HOUR));
    put("never");
    await database.pass(DAY + HOUR - 1000);
    expect(left()).toEqual(["later", "never", "soon"]);
    await database.pass(1000);
    expect(left()).toEqual(["later", "never"]);
    await database.pass(HOUR);
    expect(left()).toEqual(["never"]);
  });

  test("shows in the stream as deleted by DynamoDB", async () => {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: "OLD_IMAGE" };
    database.call("UpdateTable", { TableName: "ledger", StreamSpecification });
    specify(true);
    put("a", inTime(HOUR));
    await database.pass(2 * DAY);
    // By now the record of its being put is no longer kept.
    const [removed] = streamOf(database.world, TABLE).read(undefined, 10);
    expect(removed?.event).toMatchObject({
      eventName: "REMOVE",
      userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" },
      dynamodb: { OldImage: key("a") },
    });
  });

  test("leaves the indexes too", async () => {
    specify(true);
    const Item = { ...key("a"), owner: s("ann"), since: s("1"), expiresAt: inTime(HOUR) };
    database.call("PutItem", { TableName: "ledger", Item });
    await database.pass(2 * DAY);
    const asked = { TableName: "ledger", IndexName: "by-owner" };
    expect(database.call("Scan", asked)["Count"]).toBe(0);
  });

  test("is spared when its moment is moved or taken away in time", async () => {
    specify(true);
    put("moved", inTime(HOUR));
    put("freed", inTime(HOUR));
    await database.pass(2 * HOUR);
    put("moved", inTime(10 * DAY));
    put("freed");
    await database.pass(2 * DAY);
    expect(left()).toEqual(["freed", "moved"]);
  });

  test("is deleted also when it was there before time to live was on", async () => {
    put("a", inTime(HOUR));
    await database.pass(3 * DAY);
    specify(true);
    await database.pass(0);
    expect(left()).toEqual([]);
  });

  test("is deleted by a cloud that was restarted", async () => {
    specify(true);
    put("a", inTime(HOUR));
    const restarted = aDatabase(reopened(storage), { now: database.world.clock.now() });
    restarted.service.resume?.();
    await restarted.pass(2 * DAY);
    expect(left(restarted)).toEqual([]);
  });
});

describe("an item stays", () => {
  test.each<[string, () => object]>([
    ["no number", () => s("1")],
    ["more than five years past", () => inTime(-6 * 365 * DAY)],
  ])("when its moment is %s", async (_, expiresAt) => {
    specify(true);
    put("a", expiresAt());
    await database.pass(30 * DAY);
    expect(left()).toEqual(["a"]);
  });

  test("when time to live was switched off", async () => {
    specify(true);
    put("a", inTime(HOUR));
    await database.pass(2 * HOUR);
    specify(false);
    await database.pass(30 * DAY);
    expect(left()).toEqual(["a"]);
  });
});

describe("switching time to live", () => {
  const described = () => database.call("DescribeTimeToLive", { TableName: "ledger" });

  test("is described", () => {
    expect(described()).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" } });
    specify(true);
    expect(described()).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: "ENABLED", AttributeName: "expiresAt" },
    });
  });

  test("is refused when it changes nothing, too soon, or another attribute", async () => {
    expect(refusal(() => specify(false))).toBe(
      "ValidationException: TimeToLive is already disabled",
    );
    specify(true);
    expect(refusal(() => specify(true))).toBe("ValidationException: TimeToLive is already enabled");
    expect(refusal(() => specify(false, "other"))).toContain("active on a different AttributeName");
    expect(refusal(() => specify(false))).toContain(
      "modified multiple times within a fixed interv",
    );
    await database.pass(HOUR);
    expect(refusal(() => specify(false))).toBe("nothing");
  });
});
