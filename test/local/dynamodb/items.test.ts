import { describe, expect, test } from "vitest";
import { aDatabaseWithTables, refusal } from "./a-database.ts";
import { b, key, list, map, n, nothing, ns, s, ss, yes } from "./sequence/call.ts";

const database = await aDatabaseWithTables();
const put = (Item: object, more: object = {}) =>
  database.call("PutItem", { TableName: "ledger", Item, ...more });
const get = (Key: object, more: object = {}) =>
  database.call("GetItem", { TableName: "ledger", Key, ...more });

/** An attribute's value inside so many maps. */
const nested = (depth: number): object =>
  depth === 0 ? s("leaf") : { M: { n: nested(depth - 1) } };

describe("items", () => {
  test("come back as they were put, with numbers and sets in order", () => {
    put({
      ...key("all"),
      text: s(""),
      number: n("007.50"),
      bytes: b(1, 255),
      flag: yes,
      nil: nothing,
      list: list(n(1), map({ deep: s("x") })),
      words: ss("b", "a"),
      numbers: ns(30, "1.0", 4),
    });
    expect(get(key("all")).Item).toEqual({
      ...key("all"),
      text: s(""),
      number: n("7.5"),
      bytes: b(1, 255),
      flag: yes,
      nil: nothing,
      list: list(n(1), map({ deep: s("x") })),
      words: ss("a", "b"),
      numbers: ns(1, 4, 30),
    });
  });

  test("are copies: changing an answer changes nothing that is stored", () => {
    put({ ...key("copy"), words: ss("a") });
    get(key("copy")).Item?.["words"]?.SS?.push("b");
    expect(get(key("copy")).Item?.["words"]).toEqual(ss("a"));
  });

  test("may have attributes named like parts of JavaScript objects", () => {
    const Item = { ...key("odd"), constructor: s("c"), toString: s("t") };
    put(Item);
    expect(get(key("odd")).Item).toEqual(Item);
    expect(get(key("odd"), { ProjectionExpression: "hasOwnProperty" }).Item).toEqual({});
  });

  test("give back what they replace", () => {
    expect(put({ ...key("again"), v: n(1) }, { ReturnValues: "ALL_OLD" })).toEqual({});
    const { Attributes } = put({ ...key("again"), v: n(2) }, { ReturnValues: "ALL_OLD" });
    expect(Attributes).toEqual({ ...key("again"), v: n(1) });
    const gone = database.call("DeleteItem", {
      TableName: "ledger",
      Key: key("again"),
      ReturnValues: "ALL_OLD",
    });
    expect(gone.Attributes).toEqual({ ...key("again"), v: n(2) });
    expect(get(key("again"))).toEqual({});
  });

  test("are found under numbers that are written otherwise", () => {
    const Item = { game: s("go"), score: n("10.0"), player: s("ann") };
    database.call("PutItem", { TableName: "scores", Item });
    const found = database.call("GetItem", {
      TableName: "scores",
      Key: { game: s("go"), score: n("1e1") },
    });
    expect(found.Item).toEqual({ ...Item, score: n(10) });
  });
});

describe("the size of an item", () => {
  // Names: pk, sk, x. Values: one, RECORD.
  const OTHERS = 2 + 1 + 2 + 6 + 1;
  const LIMIT = 400 * 1024;

  test.each([
    ["a string", (room: number) => s("x".repeat(room)), 0],
    ["a number", (room: number) => list(n("-123.45"), s("x".repeat(room))), 3 + 1 + 5 + 1],
    ["a map", (room: number) => map({ ab: s("x".repeat(room)) }), 3 + 1 + 2],
  ])("counts %s to the byte", (_, value, overhead) => {
    const room = LIMIT - OTHERS - overhead;
    expect(refusal(() => put({ ...key("1"), x: value(room) }))).toBe("nothing");
    expect(refusal(() => put({ ...key("1"), x: value(room + 1) }))).toBe(
      "ValidationException: Item size has exceeded the maximum allowed size",
    );
  });
});

describe("an item that cannot be", () => {
  const ONE = "ValidationException: 1 validation error detected: ";
  const INVALID = "One or more parameter values were invalid: ";

  test.each([
    ["a number too large", { ...key("x"), v: n("1e126") }, `${ONE}Number overflow. Attempting`],
    ["an endless number", { ...key("x"), v: n("-1e99999999999") }, `${ONE}Number overflow.`],
    ["a number too small", { ...key("x"), v: n("1e-131") }, `${ONE}Number underflow.`],
    ["39 digits", { ...key("x"), v: n("1".repeat(39)) }, `${ONE}Attempting to store more than 38`],
    ["no number", { ...key("x"), v: n("0x10") }, `${ONE}The parameter cannot be converted to a nu`],
    ["an empty set", { ...key("x"), v: ss() }, `${ONE}${INVALID}An string set  may not be empty`],
    [
      "a word twice",
      { ...key("x"), v: ss("a", "a") },
      `${ONE}${INVALID}Input collection ["a", "a"]`,
    ],
    ["a number twice", { ...key("x"), v: ns(1, "1.0") }, `${ONE}${INVALID}Input collection contai`],
    [
      "a false NULL",
      { ...key("x"), v: { NULL: false } },
      `${ONE}${INVALID}Null attribute value ty`,
    ],
    ["no value", { ...key("x"), v: {} }, `${ONE}Supplied AttributeValue is empty`],
    [
      "two values",
      { ...key("x"), v: { S: "a", N: "1" } },
      `${ONE}Supplied AttributeValue has more`,
    ],
    ["no name", { ...key("x"), "": s("a") }, `${ONE}Empty attribute name`],
    ["32 maps", { ...key("x"), v: nested(32) }, `${ONE}Nesting Levels have exceeded supported li`],
    [
      "no sort key",
      { pk: s("x") },
      `ValidationException: ${INVALID}Missing the key sk in the item`,
    ],
    [
      "a key of another type",
      { pk: n(1), sk: s("x") },
      `ValidationException: ${INVALID}Type mismatch for key pk expected: S actual: N`,
    ],
    [
      "an index key of another type",
      { ...key("x"), owner: n(1) },
      `ValidationException: ${INVALID}Type mismatch for Index Key owner Expected: S Actual: N IndexName: by-owner`,
    ],
    [
      "an empty index key",
      { ...key("x"), owner: s("") },
      "empty string value. IndexName: by-owner",
    ],
    ["an empty key", { pk: s(""), sk: s("x") }, "cannot contain an empty string value. Key: pk"],
    [
      "a long partition key",
      { pk: s("x".repeat(2049)), sk: s("x") },
      "Size of hashkey has exceeded the maximum size limit of2048 bytes",
    ],
    [
      "a long sort key",
      { pk: s("x"), sk: s("x".repeat(1025)) },
      "Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
    ],
  ])("is refused with %s", (_, Item, expected) => {
    expect(refusal(() => put(Item))).toContain(expected);
  });

  test("may be nested in 31 maps", () => {
    expect(refusal(() => put({ ...key("x"), v: nested(31) }))).toBe("nothing");
  });
});

describe("a key that does not fit", () => {
  test.each([[{ pk: s("x") }], [{ ...key("x"), more: s("x") }], [{ pk: n(1), sk: s("x") }], [{}]])(
    "is refused: %j",
    (Key) => {
      expect(refusal(() => get(Key))).toBe(
        "ValidationException: The provided key element does not match the schema",
      );
    },
  );
});

describe("requests", () => {
  const ONE = "ValidationException: 1 validation error detected: ";

  test.each([
    ["PutItem", { ReturnValues: "ALL_NEW" }, `${ONE}ReturnValues can only be ALL_OLD or NONE`],
    ["DeleteItem", { ReturnValues: "SOME" }, `${ONE}Failed to satisfy constraint: Member must`],
    ["PutItem", { ReturnConsumedCapacity: "ALL" }, `${ONE}Value 'ALL' at 'returnConsumedCapacity'`],
    ["PutItem", { ReturnValuesOnConditionCheckFailure: "ALL" }, `${ONE}Value 'ALL' at 'returnV`],
    ["PutItem", { Expected: {} }, "NotEmulated: The local cloud does not emulate the parameter Ex"],
    ["DeleteItem", { ConditionalOperator: "OR" }, "NotEmulated: The local cloud does not emulate"],
    [
      "UpdateItem",
      { AttributeUpdates: {} },
      "the parameter AttributeUpdates of dynamodb:UpdateItem",
    ],
    ["GetItem", { AttributesToGet: ["a"] }, "the parameter AttributesToGet of dynamodb:GetItem"],
    ["PutItem", { ReturnItemCollectionMetrics: "SIZE" }, "NotEmulated: "],
    [
      "GetItem",
      { TableName: "x" },
      "at 'tableName' failed to satisfy constraint: Member must have",
    ],
    ["GetItem", { TableName: "a b" }, "Member must satisfy regular expression pattern"],
    ["GetItem", { TableName: "none" }, "ResourceNotFoundException: Requested resource not found"],
    [
      "GetItem",
      { ExpressionAttributeNames: { "#a": "a" } },
      "ExpressionAttributeNames can only be",
    ],
  ])("%s refuses %j", (operation, more, expected) => {
    const subject = operation === "PutItem" ? { Item: key("r") } : { Key: key("r") };
    const input = { TableName: "ledger", ...subject, ...more };
    expect(refusal(() => database.call(operation, input))).toContain(expected);
  });
});

describe("consumed capacity", () => {
  const units = (answer: object) =>
    (answer as { ConsumedCapacity?: { CapacityUnits: number } }).ConsumedCapacity?.CapacityUnits;
  const TOTAL = { ReturnConsumedCapacity: "TOTAL" };

  test("counts kilobytes written, and four of them read", () => {
    expect(units(put({ ...key("big"), v: s("x".repeat(5000)) }, TOTAL))).toBe(5);
    expect(units(get(key("big"), { ...TOTAL, ConsistentRead: true }))).toBe(2);
    expect(units(get(key("big"), TOTAL))).toBe(1);
    expect(units(get(key("none"), TOTAL))).toBe(0.5);
    expect(units(get(key("big")))).toBeUndefined();
  });

  test("counts the indexes in which something changes", () => {
    const Item = { ...key("i"), owner: s("ann"), since: s("1"), dueBucket: s("d"), dueAt: s("1") };
    const INDEXES = { ReturnConsumedCapacity: "INDEXES" };
    expect(put(Item, INDEXES)["ConsumedCapacity"]).toEqual({
      TableName: "ledger",
      CapacityUnits: 3,
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { "by-owner": { CapacityUnits: 1 }, due: { CapacityUnits: 1 } },
    });
    expect(units(put(Item, TOTAL))).toBe(1);
    // The index of all attributes changes; that of the keys does not.
    expect(units(put({ ...Item, more: n(1) }, TOTAL))).toBe(2);
    // Moving within an index takes an entry away and puts another one.
    expect(units(put({ ...Item, more: n(1), dueAt: s("2") }, TOTAL))).toBe(1 + 1 + 2);
  });
});
