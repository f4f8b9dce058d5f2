import { key, list, map, n, ns, on, type SequenceCall, s, ss } from "./call.ts";

const ledger = on("ledger");

const item = {
  ...key("U"),
  amount: n("10"),
  label: s("alpha"),
  tags: ss("red", "blue"),
  marks: ns(1, 2),
  entries: list(s("one"), n(2), s("three")),
  nested: map({ degree: n(1), more: map({ leaf: s("green") }) }),
};

/** Updates the item and shows what it became. */
function update(expression: string, values?: object, more: object = {}): SequenceCall {
  return ledger("UpdateItem", {
    Key: key("U"),
    UpdateExpression: expression,
    ReturnValues: "ALL_NEW",
    ...(values && { ExpressionAttributeValues: values }),
    ...more,
  });
}
const again = ledger("PutItem", { Item: item });

const applied = [
  update("SET amount = amount + :one", { ":one": n(1) }),
  update("SET amount = :ten - amount", { ":ten": n("10.5") }),
  update("set fresh = :v remove label", { ":v": s("x") }),
  update("SET entries[1] = :v, entries[9] = :w", { ":v": s("x"), ":w": s("end") }),
  update("REMOVE entries[0], entries[2]"),
  update("SET entries = list_append(:front, entries)", { ":front": list(n(0)) }),
  update("SET kept = if_not_exists(kept, :v), amount = if_not_exists(amount, :v)", { ":v": n(7) }),
  update("SET nested.degree = nested.degree + :one, nested.extra = :one", { ":one": n(1) }),
  update("REMOVE nested.more.leaf, absent"),
  update("ADD amount :n, hits :n, tags :t, marks :m", {
    ":n": n(5),
    ":t": ss("red", "green"),
    ":m": ns("2.0", 3),
  }),
  update("DELETE tags :t", { ":t": ss("red", "none") }),
  update("DELETE tags :t", { ":t": ss("blue", "green") }),
  update("DELETE tags :t", { ":t": ss("blue") }),
  update("SET a = amount, amount = :v", { ":v": n(0) }),
  update("SET #n = :v", { ":v": n(0) }, { ExpressionAttributeNames: { "#n": "with space" } }),
  update("SET duplicate = nested.more", undefined),
  again,
  update("SET amount = :v", { ":v": n(2) }, { ReturnValues: "UPDATED_NEW" }),
  update("SET amount = :v REMOVE label", { ":v": n(3) }, { ReturnValues: "UPDATED_OLD" }),
  update("SET amount = :v", { ":v": n(4) }, { ReturnValues: "ALL_OLD" }),
  update(
    "SET amount = :v",
    { ":v": n(4) },
    { ReturnValues: "NONE", ReturnConsumedCapacity: "TOTAL" },
  ),
  update("SET nested.degree = :v", { ":v": n(8) }, { ReturnValues: "UPDATED_NEW" }),
  update("SET entries[0] = :v", { ":v": n(8) }, { ReturnValues: "UPDATED_NEW" }),
  update("REMOVE absent", undefined, { ReturnValues: "UPDATED_NEW" }),
  update("SET amount = :v", { ":v": n(5) }, { ConditionExpression: "amount = :v" }),
  update("SET amount = :v", { ":v": n(5) }, { ConditionExpression: "attribute_exists(amount)" }),
  ledger("UpdateItem", { Key: key("new"), ReturnValues: "ALL_NEW" }),
  ledger("UpdateItem", {
    Key: key("new2"),
    UpdateExpression: "ADD hits :one",
    ExpressionAttributeValues: { ":one": n(1) },
    ReturnValues: "ALL_NEW",
  }),
  ledger("UpdateItem", { Key: key("new3"), UpdateExpression: "REMOVE a", ReturnValues: "ALL_OLD" }),
  ledger("GetItem", { Key: key("new3") }),
];

const refused = [
  update(""),
  update("SET"),
  update("SET a"),
  update("SET a = :v, a = :v", { ":v": n(1) }),
  update("SET nested = :v, nested.degree = :v", { ":v": n(1) }),
  update("SET a = :v SET b = :v", { ":v": n(1) }),
  update("SET pk = :v", { ":v": s("x") }),
  update("REMOVE sk"),
  update("SET a = absent"),
  update("SET a = absent + :v", { ":v": n(1) }),
  update("SET label = label + :v", { ":v": n(1) }),
  update("SET a = amount + :v", { ":v": s("1") }),
  update("SET absent.deep = :v", { ":v": n(1) }),
  update("SET amount.deep = :v", { ":v": n(1) }),
  update("SET nested[0] = :v", { ":v": n(1) }),
  update("SET absent[0] = :v", { ":v": n(1) }),
  update("REMOVE absent.deep"),
  update("SET a = list_append(amount, :l)", { ":l": list() }),
  update("SET a = list_append(:l)", { ":l": list() }),
  update("SET a = list_append(:v, :v)", { ":v": n(1) }),
  update("SET a = if_not_exists(:v, :v)", { ":v": n(1) }),
  update("SET a = size(label)"),
  update("SET a = :v + :v + :v", { ":v": n(1) }),
  update("ADD label :v", { ":v": n(1) }),
  update("ADD a :v", { ":v": s("x") }),
  update("ADD a :v", { ":v": list(n(1)) }),
  update("ADD tags :v", { ":v": ns(1) }),
  update("DELETE tags :v", { ":v": s("red") }),
  update("DELETE tags :v", { ":v": ns(1) }),
  update("DELETE label :v", { ":v": ss("x") }),
  update("ADD a b"),
  update("SET #o = :v", { ":v": n(1) }, { ExpressionAttributeNames: { "#o": "owner" } }),
  update("SET since = :v", { ":v": s("") }),
  update("SET a = :v", { ":v": n(1), ":w": n(1) }),
  update("SET a = :v", {}),
  update("SET name = :v", { ":v": n(1) }),
  update("SET a = :v", { ":v": n(1) }, { ReturnValues: "EVERYTHING" }),
  update("SET a = :v ADD", { ":v": n(1) }),
  update("PUT a :v", { ":v": n(1) }),
  update("SET a = :v b = :v", { ":v": n(1) }),
  update("SET amount = amount + :v", { ":v": n("9e125") }),
  update("SET big = :v", { ":v": s("x".repeat(409_600)) }),
  ledger("UpdateItem", { Key: { pk: s("U") }, UpdateExpression: "REMOVE a" }),
  ledger("UpdateItem", { Key: key("U"), ExpressionAttributeValues: { ":v": n(1) } }),
];

/** Updates of one item: applied, and refused. */
export const updateCalls: readonly SequenceCall[] = [again, ...applied, again, ...refused];
