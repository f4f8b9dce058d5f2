import { key, n, on, type SequenceCall, s } from "./call.ts";

const ledger = on("ledger");
const scores = on("scores");

const rows: SequenceCall[] = Array.from({ length: 12 }, (_, index) =>
  ledger("PutItem", {
    Item: {
      ...key("Q", `EVENT#${String(index).padStart(2, "0")}`),
      place: n(index),
      owner: s(index % 2 === 0 ? "ann" : "bob"),
      since: s(`2026-01-${10 + index}`),
      ...(index < 3 && { dueBucket: s("due"), dueAt: s(`2026-02-0${index + 1}`) }),
    },
  }),
);
const games: SequenceCall[] = [-5, 3, 20, "1e2", "0.5", 0].map((score, index) =>
  scores("PutItem", {
    Item: {
      game: s("go"),
      score: n(score),
      ...(index !== 2 && { tier: n(10 - index) }),
      player: s("bob"),
      note: s(`note ${index}`),
      extra: n(index),
    },
  }),
);

const query = (condition: string, values: object, more: object = {}) =>
  ledger("Query", {
    KeyConditionExpression: condition,
    ExpressionAttributeValues: values,
    ...more,
  });
const Q = { ":pk": s("Q") };
const all = (more: object) => query("pk = :pk", Q, more);
const index = (IndexName: string, more: object = {}) =>
  query(
    "#k = :v",
    { ":v": s(IndexName === "due" ? "due" : "ann") },
    {
      IndexName,
      ExpressionAttributeNames: { "#k": IndexName === "due" ? "dueBucket" : "owner" },
      ...more,
    },
  );
const game = (condition: string, values: object, more: object = {}) =>
  scores("Query", {
    KeyConditionExpression: `game = :g${condition}`,
    ExpressionAttributeValues: { ":g": s("go"), ...values },
    ...more,
  });

const answered = [
  all({ Limit: 3 }),
  all({ Limit: 3, ExclusiveStartKey: key("Q", "EVENT#02") }),
  all({ Limit: 12 }),
  all({ Limit: 13 }),
  all({ ScanIndexForward: false, Limit: 2 }),
  all({ ScanIndexForward: false, Limit: 2, ExclusiveStartKey: key("Q", "EVENT#10") }),
  all({ ExclusiveStartKey: key("Q", "EVENT#0"), Limit: 1 }),
  all({ Select: "COUNT" }),
  all({ Select: "COUNT", Limit: 4, ReturnConsumedCapacity: "TOTAL" }),
  all({
    FilterExpression: "#p > :n",
    ExpressionAttributeNames: { "#p": "place" },
    ExpressionAttributeValues: { ...Q, ":n": n(9) },
  }),
  all({
    FilterExpression: "#p > :n",
    ExpressionAttributeNames: { "#p": "place" },
    ExpressionAttributeValues: { ...Q, ":n": n(1) },
    Limit: 3,
  }),
  all({ ProjectionExpression: "sk", Limit: 2 }),
  all({ ConsistentRead: true, Limit: 1, ReturnConsumedCapacity: "INDEXES" }),
  query("pk = :pk AND begins_with(sk, :p)", { ...Q, ":p": s("EVENT#1") }),
  query("pk = :pk AND sk BETWEEN :a AND :b", { ...Q, ":a": s("EVENT#03"), ":b": s("EVENT#05") }),
  query("pk = :pk AND sk > :a", { ...Q, ":a": s("EVENT#09") }),
  query("sk <= :a AND pk = :pk", { ...Q, ":a": s("EVENT#01") }),
  query("(pk = :pk) AND (sk < :a)", { ...Q, ":a": s("EVENT#01") }),
  query("pk = :pk AND sk = :a", { ...Q, ":a": s("EVENT#01") }),
  query(":pk = pk AND :a < sk", { ...Q, ":a": s("EVENT#10") }),
  query("pk = :none", { ":none": s("none") }),
  index("by-owner", { Limit: 2 }),
  index("by-owner", { ScanIndexForward: false, Select: "COUNT" }),
  index("by-owner", { Limit: 2, ReturnConsumedCapacity: "INDEXES" }),
  index("by-owner", {
    Limit: 2,
    ExclusiveStartKey: { ...key("Q", "EVENT#02"), owner: s("ann"), since: s("2026-01-12") },
  }),
  index("due"),
  index("due", { Select: "ALL_PROJECTED_ATTRIBUTES", Limit: 1 }),
  ledger("UpdateItem", { Key: key("Q", "EVENT#01"), UpdateExpression: "REMOVE dueAt" }),
  index("due"),
  ledger("UpdateItem", {
    Key: key("Q", "EVENT#00"),
    UpdateExpression: "SET dueAt = :d",
    ExpressionAttributeValues: { ":d": s("2027") },
  }),
  index("due"),
  game("", {}),
  game(" AND score > :n", { ":n": n("2.9") }, { ScanIndexForward: false }),
  game(" AND score BETWEEN :n AND :m", { ":n": n(-5), ":m": n("0.50") }),
  game("", {}, { IndexName: "by-tier" }),
  game(
    " AND tier >= :n",
    { ":n": n(8) },
    { IndexName: "by-tier", Select: "ALL_ATTRIBUTES", ConsistentRead: true },
  ),
  game("", {}, { IndexName: "by-tier", ProjectionExpression: "extra, note" }),
  scores("Query", {
    IndexName: "by-player",
    KeyConditionExpression: "player = :p",
    ExpressionAttributeValues: { ":p": s("ann") },
  }),
];

const refused = [
  ledger("Query", {}),
  query("pk = :pk AND", Q),
  query("sk = :pk", Q),
  query("pk > :pk", Q),
  query("pk <> :pk", Q),
  query("pk = :pk OR sk = :pk", Q),
  query("NOT pk = :pk", Q),
  query("pk = :pk AND other = :pk", Q),
  query("pk = :pk AND sk = :pk AND sk = :pk", Q),
  query("pk = :pk AND sk <> :pk", Q),
  query("pk = :pk AND contains(sk, :pk)", Q),
  query("pk = :pk AND attribute_exists(sk)", Q),
  query("pk IN (:pk)", Q),
  query("pk = :pk AND size(sk) = :pk", Q),
  query("pk = :n", { ":n": n(1) }),
  query("pk = :e", { ":e": s("") }),
  query("pk = sk", {}),
  query("pk.x = :pk", Q),
  query("pk = :pk AND sk BETWEEN :b AND :a", { ...Q, ":a": s("1"), ":b": s("2") }),
  query("pk = :pk AND begins_with(sk, :n)", { ...Q, ":n": n(1) }),
  game(" AND begins_with(score, :n)", { ":n": n(1) }),
  query("pk = :pk", { ...Q, ":unused": n(1) }),
  query("pk = :pk", Q, { ExpressionAttributeNames: { "#unused": "x" } }),
  all({ FilterExpression: "sk = :pk" }),
  all({ FilterExpression: "attribute_exists(sk)" }),
  all({ Limit: 0 }),
  all({ Select: "SOME" }),
  all({ Select: "SPECIFIC_ATTRIBUTES" }),
  all({ Select: "ALL_PROJECTED_ATTRIBUTES" }),
  all({ Select: "COUNT", ProjectionExpression: "sk" }),
  all({ Select: "ALL_ATTRIBUTES", ProjectionExpression: "sk" }),
  all({ IndexName: "missing" }),
  all({ ExclusiveStartKey: { pk: s("Q") } }),
  all({ ExclusiveStartKey: key("other", "x") }),
  all({ ExclusiveStartKey: { pk: s("Q"), sk: n(1) } }),
  query(
    "pk = :pk AND sk > :a",
    { ...Q, ":a": s("EVENT#05") },
    { ExclusiveStartKey: key("Q", "EVENT#01") },
  ),
  index("by-owner", { ConsistentRead: true }),
  index("by-owner", { ExclusiveStartKey: key("Q", "EVENT#02") }),
  index("due", { Select: "ALL_ATTRIBUTES" }),
  index("due", { ProjectionExpression: "unprojected" }),
  index("due", { FilterExpression: "attribute_exists(dueAt)" }),
  on("missing")("Query", {
    KeyConditionExpression: "a = :a",
    ExpressionAttributeValues: { ":a": s("x") },
  }),
];

const scans = [
  scores("Scan", {}),
  scores("Scan", { FilterExpression: "score > :n", ExpressionAttributeValues: { ":n": n(5) } }),
  scores("Scan", {
    FilterExpression: "score > :n",
    ExpressionAttributeValues: { ":n": n(1000) },
    ReturnConsumedCapacity: "TOTAL",
  }),
  scores("Scan", { IndexName: "by-tier" }),
  scores("Scan", { IndexName: "by-player", ConsistentRead: true }),
  scores("Scan", { IndexName: "by-player" }),
  scores("Scan", { IndexName: "by-player", Select: "ALL_ATTRIBUTES" }),
  scores("Scan", { Select: "COUNT" }),
  scores("Scan", { ProjectionExpression: "player" }),
  scores("Scan", { Limit: 0 }),
  scores("Scan", { Segment: 1 }),
  scores("Scan", { Segment: 2, TotalSegments: 2 }),
  scores("Scan", { ExclusiveStartKey: { game: s("go") } }),
  scores("Scan", { FilterExpression: "tier = " }),
  scores("Scan", { FilterExpression: "tier = :v" }),
  scores("Scan", { FilterExpression: "" }),
  scores("Scan", { ExpressionAttributeValues: { ":v": n(1) } }),
];

/** Queries and scans of tables and indexes: answered, and refused. */
export const queryCalls: readonly SequenceCall[] = [
  ...rows,
  ...games,
  ...answered,
  ...refused,
  ...scans,
];
