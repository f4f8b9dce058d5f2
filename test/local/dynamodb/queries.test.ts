import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, aDatabaseWithTables, type Database } from "./a-database.ts";
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
