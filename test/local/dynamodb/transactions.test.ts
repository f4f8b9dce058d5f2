import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { beforeEach, describe, expect, test } from "vitest";
import { aDatabaseWithTables, type Database, refusal } from "./a-database.ts";
import { b, key, n, s } from "./sequence/call.ts";

let database: Database;
const MINUTE = 60_000;

beforeEach(async () => {
  database = await aDatabaseWithTables();
});

const on = (action: string, input: object) => ({ [action]: { TableName: "ledger", ...input } });
const put = (pk: string, more: object = {}) =>
  on("Put", { Item: { ...key(pk), v: n(1) }, ...more });
const isNew = { ConditionExpression: "attribute_not_exists(pk)" };
const isThere = { ConditionExpression: "attribute_exists(pk)" };
const check = (pk: string) => on("ConditionCheck", { Key: key(pk), ...isThere });
const remove = (pk: string, more: object = {}) => on("Delete", { Key: key(pk), ...more });
const add = (pk: string, UpdateExpression = "ADD v :one", more: object = {}) =>
  on("Update", {
    Key: key(pk),
    UpdateExpression,
    ExpressionAttributeValues: { ":one": n(1) },
    ...more,
  });
const transact = (TransactItems: object[], more: object = {}) =>
  database.call("TransactWriteItems", { TransactItems, ...more });
const value = (pk: string) =>
  database.call("GetItem", { TableName: "ledger", Key: key(pk) }).Item?.["v"]?.N;

/** Why a transaction was cancelled, item by item. */
function reasons(items: object[]) {
  try {
    transact(items);
  } catch (error) {
    if (error instanceof TransactionCanceledException) return error.CancellationReasons;
    throw error;
  }
  return "not cancelled";
}

describe("a transaction", () => {
  test("puts, updates, deletes and checks together", () => {
    transact([put("a"), put("b"), put("c")]);
    transact([put("d", isNew), add("a"), remove("b", isThere), check("c")]);
    expect(["a", "b", "c", "d"].map(value)).toEqual(["2", undefined, "1", "1"]);
  });

  test("writes in several tables", () => {
    transact([put("a"), { Put: { TableName: "blobs", Item: { id: b(1) } } }]);
    expect(database.call("Scan", { TableName: "blobs" })["Count"]).toBe(1);
  });

  test("changes nothing when one condition fails, and says which", () => {
    transact([put("a")]);
    const failed = { Code: "ConditionalCheckFailed", Message: "The conditional request failed" };
    const asked = { ...isNew, ReturnValuesOnConditionCheckFailure: "ALL_OLD" };
    expect(reasons([put("x", isNew), put("a", asked), check("none"), add("y")])).toEqual([
      { Code: "None" },
      { ...failed, Item: { ...key("a"), v: n(1) } },
      failed,
      { Code: "None" },
    ]);
    expect(["x", "y", "a"].map(value)).toEqual([undefined, undefined, "1"]);
    expect(refusal(() => transact([put("x"), check("none")]))).toBe(
      "TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
    );
  });

  test.each([
    [
      "a key of another type",
      on("Put", { Item: { pk: n(1), sk: s("x") } }),
      "Type mismatch for key pk",
    ],
    [
      "a key that is missing",
      on("Put", { Item: { pk: s("x") } }),
      "Missing the key sk in the item",
    ],
    [
      "a wrong key",
      on("Delete", { Key: { pk: s("x") } }),
      "The provided key element does not match",
    ],
    [
      "a wrong index key",
      put("x", { Item: { ...key("x"), owner: n(1) } }),
      "Type mismatch for Index",
    ],
    ["an update of a key", add("x", "SET pk = :one"), "Cannot update attribute pk"],
    [
      "an update of nothing",
      add("x", "SET v = v + :one"),
      "refers to an attribute that does not exi",
    ],
    [
      "a large item",
      put("x", { Item: { ...key("x"), v: s("x".repeat(409_600)) } }),
      "Item size has",
    ],
  ])("is cancelled by %s", (_, item, message) => {
    expect(reasons([put("ok"), item])).toEqual([
      { Code: "None" },
      { Code: "ValidationError", Message: expect.stringContaining(message) },
    ]);
    expect(value("ok")).toBeUndefined();
  });

  test.each([
    [
      "no items",
      [],
      "at 'transactItems' failed to satisfy constraint: Member must have length great",
    ],
    [
      "101 items",
      Array.from({ length: 101 }, (_, at) => put(`${at}`)),
      "less than or equal to 100",
    ],
    ["an empty item", [{}], "TransactWriteRequest should contain Delete or Put or Update request"],
    [
      "two actions in one",
      [{ ...put("a"), ...check("b") }],
      "can only contain one of Check, Put, U",
    ],
    ["one item twice", [put("a"), check("a")], "cannot include multiple operations on one item"],
    [
      "no such table",
      [put("a"), { Put: { TableName: "none", Item: key("x") } }],
      "ResourceNotFoundE",
    ],
    [
      "a bad expression",
      [put("a"), add("b", "SET #x = :one")],
      "ValidationException: Invalid Update",
    ],
    [
      "an unused value",
      [put("a", { ExpressionAttributeValues: { ":v": n(1) } })],
      "ConditionExpressi",
    ],
    [
      "an empty key",
      [put("a"), remove("")],
      "ValidationException: One or more parameter values are",
    ],
    ["an empty index key", [put("a", { Item: { ...key("a"), owner: s("") } })], "IndexKey: owner"],
    [
      "a value that is none",
      [put("a", { Item: { ...key("a"), v: n("x") } })],
      "ValidationException: T",
    ],
    [
      "no condition",
      [on("ConditionCheck", { Key: key("a") })],
      "conditionCheck.conditionExpression'",
    ],
    [
      "a legacy parameter",
      [put("a", { Expected: {} })],
      "the parameter Expected of Put of dynamodb:T",
    ],
  ])("is refused with %s", (_, items, expected) => {
    expect(refusal(() => transact(items))).toContain(expected);
    expect(value("a")).toBeUndefined();
  });

  test("takes four megabytes at most", () => {
    const big = { v: s("x".repeat(399_000)) };
    const items = Array.from({ length: 11 }, (_, at) =>
      put("", { Item: { ...key(`${at}`), ...big } }),
    );
    expect(refusal(() => transact(items))).toContain("Transaction payload size cannot exceed 4MB");
    expect(refusal(() => transact(items.slice(1)))).toBe("nothing");
  });
});

describe("a client request token", () => {
  const token = { ClientRequestToken: "t", ReturnConsumedCapacity: "TOTAL" };
  const units = (answer: object) => (answer as { ConsumedCapacity: object[] }).ConsumedCapacity[0];

  test("makes a repeated transaction succeed without effect for ten minutes", async () => {
    expect(units(transact([add("a")], token))).toMatchObject({ WriteCapacityUnits: 2 });
    await database.pass(10 * MINUTE - 1);
    expect(units(transact([add("a")], token))).toMatchObject({ ReadCapacityUnits: 2 });
    expect(value("a")).toBe("1");
    await database.pass(1);
    transact([add("a")], token);
    expect(value("a")).toBe("2");
  });

  test("may not be used for another transaction meanwhile", async () => {
    transact([add("a")], token);
    expect(refusal(() => transact([add("b")], token))).toContain(
      "IdempotentParameterMismatchExcep",
    );
    await database.pass(10 * MINUTE);
    expect(refusal(() => transact([add("b")], token))).toBe("nothing");
  });

  test("is not remembered for a transaction that was cancelled", () => {
    expect(refusal(() => transact([check("a")], token))).toContain("TransactionCanceledException");
    transact([put("a")]);
    expect(refusal(() => transact([check("a")], token))).toBe("nothing");
  });

  test("is each account's own", () => {
    transact([add("a")], token);
    const other = { TransactItems: [add("b")], ...token };
    expect(refusal(() => database.call("TransactWriteItems", other, { region: "us-east-1" }))).toBe(
      "ResourceNotFoundException: Requested resource not found",
    );
  });

  test("has 36 characters at most", () => {
    expect(refusal(() => transact([put("a")], { ClientRequestToken: "t".repeat(37) }))).toContain(
      "at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or eq",
    );
  });
});

describe("what a transaction must be allowed", () => {
  test("is what each of its items would need alone", () => {
    const TransactItems = [put("a"), add("b"), remove("c"), check("d")];
    const wanted = database.authorize("TransactWriteItems", { TransactItems });
    expect(wanted.map(({ action, context }) => [action, context])).toEqual([
      ["dynamodb:PutItem", { "dynamodb:LeadingKeys": ["a"] }],
      ["dynamodb:UpdateItem", { "dynamodb:LeadingKeys": ["b"] }],
      ["dynamodb:DeleteItem", { "dynamodb:LeadingKeys": ["c"] }],
      ["dynamodb:ConditionCheckItem", { "dynamodb:LeadingKeys": ["d"] }],
    ]);
    const reading = { TransactItems: [on("Get", { Key: key("a") })] };
    expect(database.authorize("TransactGetItems", reading)).toMatchObject([
      { action: "dynamodb:GetItem" },
    ]);
  });
});
