import { b, key, list, map, n, no, on, type SequenceCall, s, ss, yes } from "./call.ts";

const ledger = on("ledger");

const item = {
  ...key("E"),
  a: n(1),
  label: s("x"),
  entries: list(),
  tags: ss("t"),
  deep: map({ b: n(2) }),
};

const when = (ConditionExpression: string, values?: object): SequenceCall =>
  ledger("PutItem", {
    Item: item,
    ConditionExpression,
    ...(values && { ExpressionAttributeValues: values }),
  });
const update = (UpdateExpression: string, values?: object): SequenceCall =>
  ledger("UpdateItem", {
    Key: key("E"),
    UpdateExpression,
    ReturnValues: "ALL_NEW",
    ...(values && { ExpressionAttributeValues: values }),
  });
const query = (condition: string, values: object, more: object = {}): SequenceCall =>
  ledger("Query", {
    KeyConditionExpression: condition,
    ExpressionAttributeValues: values,
    ...more,
  });

const N = { ":v": n(1) };
const S = { ":v": s("a") };

const conditions = [
  when("(a) = :v", N),
  when("(a = :v)", N),
  when("((a = :v) AND (label = :v))", N),
  when("((a = :v) OR (label = :v))", N),
  when("(a = :v) = :v", N),
  when("NOT NOT a = :v", N),
  when("contains(:v, label)", N),
  when("contains(label, :v)", { ":v": list() }),
  when("begins_with(:v, label)", N),
  when(`a IN (${":v,".repeat(99)}:v)`, N),
  when(`a IN (${":v,".repeat(100)}:v)`, N),
  when(`${"a=:v OR ".repeat(150)}a=:v`, N),
  when(`${"a=:v OR ".repeat(149)}a=:v`, N),
  when("a = :v OR ".repeat(450), N),
  when("size(a, label) = :v", N),
  when("size(a) = size(label)"),
  when("size(size(a)) = :v", N),
  when("begins_with(attribute_exists(a), :v)", S),
  when("a BETWEEN :v AND :v", { ":v": yes }),
  when("a IN (a, :v)", N),
  when(":v IN (:v)", N),
  when(":v = :v", N),
  when(")", N),
  when("a = @foo", N),
  when("a = :v :v", N),
  when("a = #", N),
  when("1a = :v", N),
  when("a[0 = :v", N),
  when("deep. b = :v", { ":v": n(2) }),
  when("a[99999999999999] = :v", N),
  when("NOT (a)", N),
  when("attribute_exists (a)"),
  when("Attribute_Exists(a)"),
  when("a AND label"),
  when("size(a) AND label = :v", S),
  when("if_not_exists(a)"),
  when("a between :v and :v", N),
  when("begins_with(a)"),
  when("foo()"),
  when("foo(a,)"),
  when("foo(status)"),
  when("a = foo"),
  when("status = name"),
  when("status = :zz AND #q = :v"),
  when("tags <> :v", { ":v": ss("t") }),
  when("deep = :v", { ":v": map({ b: n(2) }) }),
  when("deep.b <> :v AND entries = :l", { ":v": n(3), ":l": list() }),
  when("attribute_not_exists(entries[0])"),
];

const updates = [
  update("SET x = (:v)", N),
  update("SET x = (a + :v)", N),
  update("SET x = a + (a - :v)", N),
  update("SET x = if_not_exists(x, :v) + :v", N),
  update("SET x = if_not_exists(y, a + :v)", N),
  update("SET x = list_append(if_not_exists(none, :v), :v)", { ":v": list(n(1)) }),
  update("SET x = foo(a)"),
  update("SET x = a - :v", { ":v": list() }),
  update("SET x = attribute_exists(a)"),
  update("ADD a :v, :v a", N),
  update("REMOVE :v", N),
  update("SET :v = :v", N),
  update("SET a.b = :v, a[0] = :v", N),
  ...[n(1), ss("a"), b(1), map({}), no, list()].flatMap((each) => [
    update("ADD q :v", { ":v": each }),
    update("DELETE q :v", { ":v": each }),
  ]),
  update("SET x = x.y"),
  update("DELETE none.x :v", { ":v": ss("a") }),
  update("ADD none.x :v", N),
  update("ADD deep.c :v", N),
  update("DELETE entries[0] :v", { ":v": ss("a") }),
  update("SET entries[0] = :v, entries[1] = :v", N),
  update("REMOVE entries[7]"),
  update("SET pk.x = :v", N),
  update("SET x = a.b + :v", N),
  update("SET x = if_not_exists(x)", N),
  update("SET x = list_append(entries, a)"),
  update("SET x = pk"),
  update("SET label += :v", N),
  update("SET x = :v,", N),
  update("REMOVE deep SET deep.b = :v", N),
  update("SET x = :a, y = :b", { ":a": n("1e-130"), ":b": n("-9.9e125") }),
  update("SET z = x + y"),
  update("SET z = a - a"),
];

const pk = { ":pk": s("Q") };
const queries = [
  query("pk = :pk AND sk = pk", pk),
  query("pk = :pk AND :a BETWEEN sk AND :b", { ...pk, ":a": s("EVENT#05"), ":b": s("EVENT#09") }),
  query("pk = :pk AND begins_with(:a, sk)", { ...pk, ":a": s("EVENT") }),
  query(":pk = :pk", pk),
  query("place = :pk", pk),
  query("pk = :pk AND pk = :pk", pk),
  query("size(pk) = :pk", pk),
  query("begins_with(pk, :pk)", pk),
  query("pk BETWEEN :pk AND :pk", pk),
  query("pk = :pk AND sk = :n", { ...pk, ":n": n(1) }),
  query("pk[0] = :pk", pk),
  query("attribute_type(pk, :pk)", pk),
  query("foo(pk)", pk),
  query("pk = :pk AND begins_with(sk, :a)", { ...pk, ":a": s("") }),
  query("pk = :pk AND sk < :l", { ...pk, ":l": list() }),
  query("dueBucket = :pk", pk, { IndexName: "due", FilterExpression: "zork = :pk" }),
  query(
    "dueBucket = :v",
    { ":v": s("due") },
    {
      IndexName: "due",
      ExclusiveStartKey: { ...key("Q", "EVENT#02"), dueBucket: s("due"), dueAt: s("1999") },
    },
  ),
  query(
    "dueBucket = :v",
    { ":v": s("due") },
    { IndexName: "due", ScanIndexForward: false, Limit: 1 },
  ),
  query("pk = :pk", pk, { FilterExpression: "" }),
  query("", pk),
  query("pk = :pk", pk, { Select: "SPECIFIC_ATTRIBUTES", ProjectionExpression: "sk", Limit: 1 }),
  query("pk = :pk", pk, {
    ProjectionExpression: "sk, #o, place",
    ExpressionAttributeNames: { "#o": "owner" },
  }),
  query("pk = :pk AND sk >= :a", { ...pk, ":a": s("EVENT#11") }),
];

const reading = (TransactItems: object[]): SequenceCall => ["TransactGetItems", { TransactItems }];

/** What stands at the edges of the language, and of what can be asked. */
export const edgeCalls: readonly SequenceCall[] = [
  ledger("PutItem", { Item: item }),
  ...conditions,
  ...updates,
  ...queries,
  [
    "BatchGetItem",
    { RequestItems: { ledger: { Keys: [key("E")], ProjectionExpression: "deep.b, a" } } },
  ],
  reading([{ Get: { TableName: "ledger", Key: key("E"), ProjectionExpression: "tags" } }]),
  ["DeleteTable", { TableName: "blobs" }],
  ["ListTables", {}],
];
