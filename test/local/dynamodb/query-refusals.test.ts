import { expect, test } from "vitest";
import { aDatabaseWithTables, refusal } from "./a-database.ts";
import { key, n, s } from "./sequence/call.ts";

const database = await aDatabaseWithTables();
const Q = { ":pk": s("Q") };
const query = (condition: string, values: object, more: object = {}) =>
  database.call("Query", {
    TableName: "ledger",
    KeyConditionExpression: condition,
    ExpressionAttributeValues: values,
    ...more,
  });

const OWNER = { IndexName: "by-owner", ExpressionAttributeNames: { "#o": "owner" } };
const DUE = { IndexName: "due" };

test.each<[string, object, object, string]>([
  ["sk = :pk", Q, {}, "Query condition missed key schema element: pk"],
  ["pk = :pk AND place = :pk", Q, {}, "Query condition missed key schema element: sk"],
  ["pk > :pk", Q, {}, "Query key condition not supported"],
  ["pk = :pk OR sk = :pk", Q, {}, "Invalid operator used in KeyConditionExpression: OR"],
  ["NOT pk = :pk", Q, {}, "Invalid operator used in KeyConditionExpression: NOT"],
  ["pk IN (:pk)", Q, {}, "Invalid operator used in KeyConditionExpression: IN"],
  ["pk = :pk AND sk <> :pk", Q, {}, "Invalid operator used in KeyConditionExpression: <>"],
  ["pk = :pk AND contains(sk, :pk)", Q, {}, "Invalid operator used in KeyConditionExpression: co"],
  ["pk = :pk AND size(sk) = :pk", Q, {}, "KeyConditionExpressions cannot contain nested operati"],
  ["pk = :pk AND sk = pk", Q, {}, "Multiple attribute names used in one condition"],
  [":pk = :pk", Q, {}, "No key attribute specified"],
  ["pk = :pk AND begins_with(:pk, sk)", Q, {}, "must have the key attribute as its first operand"],
  ["pk.deep = :pk", Q, {}, "Key attributes must be scalars; list random access '[]'"],
  ["pk = :pk AND sk > :pk AND sk < :pk", Q, {}, "must only contain one condition per key"],
  ["pk = :pk AND sk > :pk AND x = :pk", Q, {}, "The number of query conditions (3) exceeds the"],
  ["pk = :pk", { ":pk": n(1) }, {}, "Condition parameter type does not match schema type"],
  ["pk = :pk", { ":pk": s("") }, {}, "cannot contain an empty string value. Key: pk"],
  ["pk = :pk", Q, { FilterExpression: "sk = :pk" }, "can only contain non-primary key attributes"],
  ["pk = :pk", Q, { Limit: 0 }, "Value '0' at 'limit' failed to satisfy constraint"],
  ["pk = :pk", Q, { Select: "SOME" }, "at 'select' failed to satisfy constraint: Member must sati"],
  ["pk = :pk", Q, { Select: "SPECIFIC_ATTRIBUTES" }, "Must specify the AttributesToGet or Project"],
  [
    "pk = :pk",
    Q,
    { Select: "ALL_PROJECTED_ATTRIBUTES" },
    "can be used only when Querying using an",
  ],
  ["pk = :pk", Q, { Select: "COUNT", ProjectionExpression: "sk" }, "Cannot specify the Projection"],
  ["pk = :pk", Q, { IndexName: "none" }, "The table does not have the specified index: none"],
  ["pk = :pk", Q, { ExclusiveStartKey: { pk: s("Q") } }, "The provided starting key is invalid: "],
  ["pk = :pk", Q, { ExclusiveStartKey: key("other") }, "The provided starting key is outside quer"],
  [
    "pk = :pk AND sk > :a",
    { ...Q, ":a": s("F") },
    { ExclusiveStartKey: key("Q", "E") },
    "The prov",
  ],
  ["#o = :pk", Q, { ...OWNER, ConsistentRead: true }, "Consistent reads are not supported on glob"],
  ["#o = :pk", Q, { ...OWNER, ExclusiveStartKey: key("Q") }, "The provided starting key is invali"],
  ["dueBucket = :pk", Q, { ...DUE, Select: "ALL_ATTRIBUTES" }, "Select type ALL_ATTRIBUTES is not"],
  ["dueBucket = :pk", Q, { ...DUE, ProjectionExpression: "place" }, "does not project [place]"],
  ["dueBucket = :pk", Q, { ...DUE, FilterExpression: "place = :pk" }, "does not project one or mo"],
  ["pk = :pk", Q, { KeyConditions: {} }, "the parameter KeyConditions of dynamodb:Query"],
])("%s with %j and %j", (condition, values, more, expected) => {
  expect(refusal(() => query(condition, values, more))).toContain(expected);
});

test("without a condition", () => {
  expect(refusal(() => database.call("Query", { TableName: "ledger" }))).toBe(
    "ValidationException: Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
  );
});
