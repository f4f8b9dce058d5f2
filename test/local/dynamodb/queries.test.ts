import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, aDatabaseWithTables, type Database, refusal } from "./a-database.ts";
import { key, n, s } from "./sequence/call.ts";

let database: Database;
const sk = (place: number) => `EVENT#${String(place).padStart(2, "0")}`;
const Q = { ":pk": s("Q") };

beforeAll(async () => {
  database = await aDatabaseWithTables();
  for (let place = 11; place >= 0; place -= 1) {
    const due = place < 3 ? { dueBucket: s("due"), dueAt: s(`2026-0${9 - place}`) } : {};
    const owner = s(place % 2 === 0 ? "ann" : "bob");
    const Item = { ...key("Q", sk(place)), place: n(place), owner, since: s("2026"), ...due };
    database.call("PutItem", { TableName: "ledger", Item });
  }
  for (const score of [-5, 3, 20, "1e2", "0.5", 0]) {
    const Item = { game: s("go"), score: n(score), player: s("bob"), note: s("x"), more: n(score) };
    const tier = score === 20 ? {} : { tier: n(score) };
    database.call("PutItem", { TableName: "scores", Item: { ...Item, ...tier } });
  }
});

const query = (condition: string, values: object, more: object = {}) =>
  database.call("Query", {
    TableName: "ledger",
    KeyConditionExpression: condition,
    ExpressionAttributeValues: values,
    ...more,
  });
const places = ({ Items }: Answer) => Items?.map((item) => Number(item["place"]?.N));
const scores = ({ Items }: Answer) => Items?.map((item) => Number(item["score"]?.N));
const upTo = (end: number) => Array.from({ length: end }, (_, place) => place);

describe("a query", () => {
  test.each<[string, object, number[]]>([
    ["pk = :pk", {}, upTo(12)],
    ["pk = :pk AND begins_with(sk, :a)", { ":a": s("EVENT#1") }, [10, 11]],
    ["pk = :pk AND sk BETWEEN :a AND :b", { ":a": s(sk(3)), ":b": s(sk(5)) }, [3, 4, 5]],
    ["pk = :pk AND sk > :a", { ":a": s(sk(9)) }, [10, 11]],
    ["pk = :pk AND :a <= sk", { ":a": s(sk(10)) }, [10, 11]],
    ["(sk < :a) AND (pk = :pk)", { ":a": s(sk(2)) }, [0, 1]],
    ["sk <= :a AND :pk = pk", { ":a": s(sk(1)) }, [0, 1]],
    ["pk = :pk AND sk = :a", { ":a": s(sk(7)) }, [7]],
    ["pk = :pk AND sk = :a", { ":a": s("none") }, []],
  ])("finds in order: %s", (condition, values, expected) => {
    expect(places(query(condition, { ...Q, ...values }))).toEqual(expected);
    const backward = query(condition, { ...Q, ...values }, { ScanIndexForward: false });
    expect(places(backward)).toEqual(expected.toReversed());
  });

  test("orders numbers by value", () => {
    const input = { TableName: "scores", ExpressionAttributeValues: { ":g": s("go") } };
    const all = database.call("Query", { ...input, KeyConditionExpression: "game = :g" });
    expect(scores(all)).toEqual([-5, 0, 0.5, 3, 20, 100]);
  });

  test("goes on after the last key of a page", () => {
    const first = query("pk = :pk", Q, { Limit: 5 });
    expect(first.LastEvaluatedKey).toEqual(key("Q", sk(4)));
    const second = query("pk = :pk", Q, { ExclusiveStartKey: first.LastEvaluatedKey });
    expect(places(second)).toEqual([5, 6, 7, 8, 9, 10, 11]);
    expect(second).not.toHaveProperty("LastEvaluatedKey");
  });

  test("goes on backwards, and from a key that is not there", () => {
    const more = { ScanIndexForward: false, Limit: 2, ExclusiveStartKey: key("Q", "EVENT#05a") };
    expect(places(query("pk = :pk", Q, more))).toEqual([5, 4]);
  });

  test("gives a last key when the limit is met, even at the end", () => {
    expect(query("pk = :pk", Q, { Limit: 12 }).LastEvaluatedKey).toEqual(key("Q", sk(11)));
    expect(query("pk = :pk", Q, { Limit: 13 })).not.toHaveProperty("LastEvaluatedKey");
  });

  test("filters after it has read a page", () => {
    const found = query(
      "pk = :pk",
      { ...Q, ":n": n(2) },
      { FilterExpression: "place > :n", Limit: 5 },
    );
    expect(found).toMatchObject({ Count: 2, ScannedCount: 5, LastEvaluatedKey: key("Q", sk(4)) });
  });

  test("counts without giving items", () => {
    expect(query("pk = :pk", Q, { Select: "COUNT" })).toEqual({ Count: 12, ScannedCount: 12 });
  });

  test("gives the attributes that are asked for", () => {
    const found = query("pk = :pk", Q, { ProjectionExpression: "place, absent", Limit: 1 });
    expect(found.Items).toEqual([{ place: n(0) }]);
  });

  test("ends a page after a megabyte", async () => {
    const other = await aDatabaseWithTables();
    for (const place of upTo(4)) {
      const Item = { ...key("big", sk(place)), place: n(place), text: s("x".repeat(399_000)) };
      other.call("PutItem", { TableName: "ledger", Item });
    }
    const found = other.call("Query", {
      TableName: "ledger",
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": s("big") },
      ReturnConsumedCapacity: "TOTAL",
    });
    expect(found).toMatchObject({ Count: 3, LastEvaluatedKey: key("big", sk(2)) });
    expect(found["ConsumedCapacity"]).toMatchObject({
      CapacityUnits: Math.ceil((399_030 * 3) / 4096) / 2,
    });
  });
});

describe("an index", () => {
  const due = (more: object = {}) =>
    query("dueBucket = :d", { ":d": s("due") }, { IndexName: "due", ...more });

  test("has only the items that have its keys, in its own order, and what it holds of them", () => {
    expect(due().Items).toEqual(
      [2, 1, 0].map((place) => ({
        ...key("Q", sk(place)),
        dueBucket: s("due"),
        dueAt: s(`2026-0${9 - place}`),
      })),
    );
  });

  test("follows every change of its items", async () => {
    const other = await aDatabaseWithTables();
    const change = (UpdateExpression: string, values?: object) => {
      const ExpressionAttributeValues = values && { ExpressionAttributeValues: values };
      const input = { TableName: "ledger", Key: key("f"), UpdateExpression };
      other.call("UpdateItem", { ...input, ...ExpressionAttributeValues });
      const asked = { TableName: "ledger", IndexName: "due" };
      return other.call("Scan", asked).Items?.map(({ dueAt }) => dueAt?.S);
    };
    expect(change("SET dueBucket = :d, dueAt = :d", { ":d": s("1") })).toEqual(["1"]);
    expect(change("SET dueAt = :d", { ":d": s("2") })).toEqual(["2"]);
    expect(change("REMOVE dueAt")).toEqual([]);
    expect(change("SET dueAt = :d", { ":d": s("3") })).toEqual(["3"]);
    other.call("DeleteItem", { TableName: "ledger", Key: key("f") });
    expect(other.call("Scan", { TableName: "ledger", IndexName: "due" }).Items).toEqual([]);
  });

  test("pages over items that have the same keys in it", () => {
    const seen: (number[] | undefined)[] = [];
    let start: object | undefined;
    do {
      const page = query(
        "#o = :o",
        { ":o": s("ann") },
        {
          IndexName: "by-owner",
          ExpressionAttributeNames: { "#o": "owner" },
          Limit: 2,
          ...(start && { ExclusiveStartKey: start }),
        },
      );
      seen.push(places(page));
      start = page.LastEvaluatedKey;
    } while (start);
    expect(seen.flat().toSorted((a, b) => Number(a) - Number(b))).toEqual([0, 2, 4, 6, 8, 10]);
  });

  test("that is local fetches from its table what it does not hold", () => {
    const input = {
      TableName: "scores",
      IndexName: "by-tier",
      KeyConditionExpression: "game = :g",
      ExpressionAttributeValues: { ":g": s("go") },
      Limit: 1,
    };
    const held = { game: s("go"), score: n(-5), tier: n(-5), note: s("x") };
    expect(database.call("Query", input).Items).toEqual([held]);
    const all = { ...input, Select: "ALL_ATTRIBUTES", ConsistentRead: true };
    expect(database.call("Query", all).Items).toEqual([{ ...held, player: s("bob"), more: n(-5) }]);
    const some = { ...input, ProjectionExpression: "more" };
    expect(database.call("Query", some).Items).toEqual([{ more: n(-5) }]);
  });
});

describe("a query is refused", () => {
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
    [
      "pk = :pk AND contains(sk, :pk)",
      Q,
      {},
      "Invalid operator used in KeyConditionExpression: co",
    ],
    ["pk = :pk AND size(sk) = :pk", Q, {}, "KeyConditionExpressions cannot contain nested operati"],
    ["pk = :pk AND sk = pk", Q, {}, "Multiple attribute names used in one condition"],
    [":pk = :pk", Q, {}, "No key attribute specified"],
    [
      "pk = :pk AND begins_with(:pk, sk)",
      Q,
      {},
      "must have the key attribute as its first operand",
    ],
    ["pk.deep = :pk", Q, {}, "Key attributes must be scalars; list random access '[]'"],
    ["pk = :pk AND sk > :pk AND sk < :pk", Q, {}, "must only contain one condition per key"],
    ["pk = :pk AND sk > :pk AND x = :pk", Q, {}, "The number of query conditions (3) exceeds the"],
    ["pk = :pk", { ":pk": n(1) }, {}, "Condition parameter type does not match schema type"],
    ["pk = :pk", { ":pk": s("") }, {}, "cannot contain an empty string value. Key: pk"],
    [
      "pk = :pk",
      Q,
      { FilterExpression: "sk = :pk" },
      "can only contain non-primary key attributes",
    ],
    ["pk = :pk", Q, { Limit: 0 }, "Value '0' at 'limit' failed to satisfy constraint"],
    [
      "pk = :pk",
      Q,
      { Select: "SOME" },
      "at 'select' failed to satisfy constraint: Member must sati",
    ],
    [
      "pk = :pk",
      Q,
      { Select: "SPECIFIC_ATTRIBUTES" },
      "Must specify the AttributesToGet or Project",
    ],
    [
      "pk = :pk",
      Q,
      { Select: "ALL_PROJECTED_ATTRIBUTES" },
      "can be used only when Querying using an",
    ],
    [
      "pk = :pk",
      Q,
      { Select: "COUNT", ProjectionExpression: "sk" },
      "Cannot specify the Projection",
    ],
    ["pk = :pk", Q, { IndexName: "none" }, "The table does not have the specified index: none"],
    [
      "pk = :pk",
      Q,
      { ExclusiveStartKey: { pk: s("Q") } },
      "The provided starting key is invalid: ",
    ],
    [
      "pk = :pk",
      Q,
      { ExclusiveStartKey: key("other") },
      "The provided starting key is outside quer",
    ],
    [
      "pk = :pk AND sk > :a",
      { ...Q, ":a": s("F") },
      { ExclusiveStartKey: key("Q", "E") },
      "The prov",
    ],
    [
      "#o = :pk",
      Q,
      { ...OWNER, ConsistentRead: true },
      "Consistent reads are not supported on glob",
    ],
    [
      "#o = :pk",
      Q,
      { ...OWNER, ExclusiveStartKey: key("Q") },
      "The provided starting key is invali",
    ],
    [
      "dueBucket = :pk",
      Q,
      { ...DUE, Select: "ALL_ATTRIBUTES" },
      "Select type ALL_ATTRIBUTES is not",
    ],
    ["dueBucket = :pk", Q, { ...DUE, ProjectionExpression: "place" }, "does not project [place]"],
    [
      "dueBucket = :pk",
      Q,
      { ...DUE, FilterExpression: "place = :pk" },
      "does not project one or mo",
    ],
    ["pk = :pk", Q, { KeyConditions: {} }, "the parameter KeyConditions of dynamodb:Query"],
  ])("%s with %j and %j", (condition, values, more, expected) => {
    expect(refusal(() => query(condition, values, more))).toContain(expected);
  });

  test("without a condition", () => {
    expect(refusal(() => database.call("Query", { TableName: "ledger" }))).toBe(
      "ValidationException: Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    );
  });
});

describe("a scan", () => {
  const scan = (more: object) => database.call("Scan", { TableName: "scores", ...more });
  const sorted = (found: number[] | undefined) => found?.toSorted((a, b) => a - b);

  test("finds everything, also in parallel segments and in pages", () => {
    const all = [-5, 0, 0.5, 3, 20, 100];
    expect(sorted(scores(scan({})))).toEqual(all);
    const parts = upTo(3).flatMap((Segment) => scores(scan({ Segment, TotalSegments: 3 })) ?? []);
    expect(sorted(parts)).toEqual(all);
    const { LastEvaluatedKey: ExclusiveStartKey, ...first } = scan({ Limit: 4 });
    expect(
      sorted([...(scores(first) ?? []), ...(scores(scan({ ExclusiveStartKey })) ?? [])]),
    ).toEqual(all);
  });

  test("filters by keys too", () => {
    const filter = { FilterExpression: "score > :n", ExpressionAttributeValues: { ":n": n(3) } };
    expect(scan(filter)).toMatchObject({ Count: 2, ScannedCount: 6 });
  });

  test.each<[object, string]>([
    [{ Segment: 1 }, "The TotalSegments parameter is required but was not present"],
    [{ TotalSegments: 1 }, "The Segment parameter is required but was not present"],
    [{ Segment: 2, TotalSegments: 2 }, "The Segment parameter is zero-based and must be less than"],
    [{ Segment: 0, TotalSegments: 0 }, "Value '0' at 'totalSegments' failed to satisfy constraint"],
    [
      { IndexName: "by-player", ConsistentRead: true },
      "Consistent reads are not supported on globa",
    ],
    [
      { IndexName: "by-player", FilterExpression: "attribute_exists(more)" },
      "does not project one",
    ],
    [
      { ExclusiveStartKey: { game: s("go") } },
      "The provided starting key is invalid: The provided",
    ],
    [
      { ExpressionAttributeValues: { ":n": n(1) } },
      "when using expressions: FilterExpression is nul",
    ],
    [
      { FilterExpression: "score = :n", ExpressionAttributeValues: { ":n": n("x") } },
      "ExpressionAttributeValues contains invalid value: The parameter cannot be converted",
    ],
    [{ ScanFilter: {} }, "NotEmulated: "],
  ])("refuses %j", (more, expected) => {
    expect(refusal(() => scan(more))).toContain(expected);
  });
});
