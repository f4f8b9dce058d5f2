import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, aDatabaseWithTables, type Database, refusal } from "./a-database.ts";
import { n, s } from "./sequence/call.ts";

let database: Database;

beforeAll(async () => {
  database = await aDatabaseWithTables();
  for (const score of [-5, 3, 20, "1e2", "0.5", 0]) {
    const Item = { game: s("go"), score: n(score), player: s("bob"), more: n(score) };
    database.call("PutItem", { TableName: "scores", Item });
  }
});

const scores = ({ Items }: Answer) => Items?.map((item) => Number(item["score"]?.N));
const upTo = (end: number) => Array.from({ length: end }, (_, place) => place);

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
