import { beforeEach, describe, expect, test } from "vitest";
import { ACCOUNT, type Answer, aDatabaseWithTables, type Database, refusal } from "./a-database.ts";
import { b, key, n, s } from "./sequence/call.ts";

let database: Database;

beforeEach(async () => {
  database = await aDatabaseWithTables();
});

const put = (pk: string, more: object = {}) => ({ PutRequest: { Item: { ...key(pk), ...more } } });
const remove = (pk: string) => ({ DeleteRequest: { Key: key(pk) } });
const write = (RequestItems: object, more: object = {}) =>
  database.call("BatchWriteItem", { RequestItems, ...more });
const read = (RequestItems: object, more: object = {}) =>
  database.call("BatchGetItem", { RequestItems, ...more });
const found = (pk: string) => database.call("GetItem", { TableName: "ledger", Key: key(pk) }).Item;
const numbered = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

describe("a batch of writes", () => {
  test("puts and deletes in several tables", () => {
    write({ ledger: [put("gone")] });
    const answer = write(
      {
        ledger: [put("a", { v: n(1) }), remove("gone")],
        blobs: [{ PutRequest: { Item: { id: b(1) } } }],
      },
      { ReturnConsumedCapacity: "TOTAL" },
    );
    expect(answer).toEqual({
      UnprocessedItems: {},
      ConsumedCapacity: [
        { TableName: "ledger", CapacityUnits: 2 },
        { TableName: "blobs", CapacityUnits: 1 },
      ],
    });
    expect(found("a")).toEqual({ ...key("a"), v: n(1) });
    expect(found("gone")).toBeUndefined();
  });

  test.each<[string, object, string]>([
    ["nothing", {}, "The requestItems parameter is required for BatchWriteItem"],
    [
      "nothing for a table",
      { ledger: [] },
      "Value '{ledger=[]}' at 'requestItems' failed to satisf",
    ],
    [
      "an empty request",
      { ledger: [{}] },
      "Supplied AttributeValue has more than one datatypes set",
    ],
    [
      "two in one",
      { ledger: [{ ...put("a"), ...remove("a") }] },
      "Supplied AttributeValue has more",
    ],
    [
      "an item twice",
      { ledger: [put("a"), remove("a")] },
      "Provided list of item keys contains dup",
    ],
    ["26 requests", { ledger: numbered(26, (at) => put(`${at}`)) }, "Too many items requested for"],
    [
      "no such table",
      { none: [put("a")] },
      "ResourceNotFoundException: Requested resource not foun",
    ],
    [
      "a wrong key",
      { ledger: [{ PutRequest: { Item: { pk: s("a") } } }] },
      "The provided key elemen",
    ],
    ["an empty key", { ledger: [put("")] }, "cannot contain an empty string value. Key: pk"],
    [
      "a wrong index key",
      { ledger: [put("a"), put("b", { owner: n(1) })] },
      "Type mismatch for Ind",
    ],
  ])("is refused as a whole with %s", (_, requests, expected) => {
    expect(refusal(() => write(requests))).toContain(expected);
    expect(found("a")).toBeUndefined();
  });
});

describe("a batch of reads", () => {
  test("gives what is there", () => {
    write({ ledger: [put("a", { v: n(1) }), put("b", { v: n(2) })] });
    const Keys = [key("a"), key("none"), key("b")];
    const answer = read(
      { ledger: { Keys, ProjectionExpression: "v" } },
      { ReturnConsumedCapacity: "TOTAL" },
    );
    expect(answer).toEqual({
      Responses: { ledger: [{ v: n(1) }, { v: n(2) }] },
      UnprocessedKeys: {},
      ConsumedCapacity: [{ TableName: "ledger", CapacityUnits: 1.5 }],
    });
  });

  test("leaves keys unprocessed when the answer is full", () => {
    const text = s("x".repeat(400_000));
    for (const at of numbered(45, String)) write({ ledger: [put(at, { text })] });
    const Keys = numbered(45, (at) => key(String(at)));
    const { Responses, UnprocessedKeys } = read({ ledger: { Keys, ConsistentRead: true } }) as {
      Responses?: { ledger: unknown[] };
      UnprocessedKeys?: unknown;
    };
    expect(Responses?.ledger).toHaveLength(41);
    expect(UnprocessedKeys).toEqual({ ledger: { Keys: Keys.slice(41), ConsistentRead: true } });
  });

  test.each<[string, object, string]>([
    [
      "nothing",
      {},
      "Value at 'RequestItems' failed to satisfy constraint: Member must have length",
    ],
    [
      "no keys",
      { ledger: { Keys: [] } },
      "at 'requestItems.ledger.member.keys' failed to satisfy c",
    ],
    [
      "a key twice",
      { ledger: { Keys: [key("a"), key("a")] } },
      "Provided list of item keys contain",
    ],
    [
      "101 keys",
      { ledger: { Keys: numbered(101, (at) => key(`${at}`)) } },
      "Too many items request",
    ],
    [
      "a wrong key",
      { ledger: { Keys: [{ pk: s("a") }] } },
      "The provided key element does not matc",
    ],
    ["AttributesToGet", { ledger: { Keys: [key("a")], AttributesToGet: ["a"] } }, "NotEmulated: "],
  ])("is refused with %s", (_, requests, expected) => {
    expect(refusal(() => read(requests))).toContain(expected);
  });
});

describe("what batches must be allowed", () => {
  const arn = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/ledger`;

  test("is the batch, on each table, for the leading keys that it names", () => {
    const RequestItems = { ledger: [put("a"), remove("b")] };
    expect(database.authorize("BatchWriteItem", { RequestItems })).toEqual([
      {
        action: "dynamodb:BatchWriteItem",
        resource: arn,
        resourceAccount: ACCOUNT,
        context: { "dynamodb:LeadingKeys": ["a", "b"] },
      },
    ]);
    const asked: Answer = { RequestItems: { ledger: { Keys: [key("c")] } } };
    expect(database.authorize("BatchGetItem", asked)).toMatchObject([
      { action: "dynamodb:BatchGetItem", context: { "dynamodb:LeadingKeys": ["c"] } },
    ]);
  });
});
