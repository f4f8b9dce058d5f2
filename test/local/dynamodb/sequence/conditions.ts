import { key, list, map, n, on, type SequenceCall, s, ss, yes } from "./call.ts";

const ledger = on("ledger");

const item = {
  ...key("C"),
  version: n(3),
  label: s("alpha"),
  tags: ss("red", "blue"),
  entries: list(s("one"), n(2)),
  nested: map({ degree: n(1), more: map({ leaf: s("green") }) }),
  flag: yes,
};

/** Tries a condition: the item is put again, unchanged, when it holds. */
function when(condition: string, values?: object, names?: object): SequenceCall {
  return ledger("PutItem", {
    Item: item,
    ConditionExpression: condition,
    ...(values && { ExpressionAttributeValues: values }),
    ...(names && { ExpressionAttributeNames: names }),
  });
}

const holds = [
  when("attribute_exists(pk)"),
  when("attribute_not_exists(absent)"),
  when("attribute_exists(nested.#more.leaf)", undefined, { "#more": "more" }),
  when("version = :v", { ":v": n("3.0") }),
  when("version <> :v", { ":v": s("3") }),
  when("version BETWEEN :low AND :high", { ":low": n(2), ":high": n(4) }),
  when("label IN (:a, :b)", { ":a": s("beta"), ":b": s("alpha") }),
  when("begins_with(label, :p)", { ":p": s("al") }),
  when("contains(label, :p)", { ":p": s("ph") }),
  when("contains(tags, :p)", { ":p": s("red") }),
  when("contains(entries, :p)", { ":p": n(2) }),
  when("attribute_type(nested, :t)", { ":t": s("M") }),
  when("size(label) = :five AND size(tags) = :two", { ":five": n(5), ":two": n(2) }),
  when("size(nested) = :two", { ":two": n(2) }),
  when("NOT version = :v OR label = :l AND flag = :y", { ":v": n(1), ":l": s("x"), ":y": yes }),
  when("NOT (version = :v OR label = :l)", { ":v": n(1), ":l": s("x") }),
  when("((version = :v))", { ":v": n(3) }),
  when("entries[1] = :two and entries[0] <> :two", { ":two": n(2) }),
  when(":v = version", { ":v": n(3) }),
  when("absent <> :v", { ":v": n(3) }),
  when("tags = :t", { ":t": ss("blue", "red") }),
  when("nested = :m", { ":m": map({ more: map({ leaf: s("green") }), degree: n("1.0") }) }),
  when("version>=:v and version<=:v", { ":v": n(3) }),
];

const fails = [
  when("attribute_not_exists(pk)"),
  when("attribute_exists(absent)"),
  when("version = :v", { ":v": s("3") }),
  when("version < :v", { ":v": s("4") }),
  when("absent = :v", { ":v": n(3) }),
  when("size(version) = :v", { ":v": n(1) }),
  when("size(absent) = :v", { ":v": n(0) }),
  when("contains(label, :p)", { ":p": n(1) }),
  when("begins_with(version, :p)", { ":p": s("3") }),
  when("attribute_type(absent, :t)", { ":t": s("S") }),
  when("NOT attribute_exists(pk)"),
  when("entries[5] = :v", { ":v": n(2) }),
  when("label.inner = :v", { ":v": n(2) }),
];

const refused = [
  when(""),
  when("version ="),
  when("version = :v"),
  when("version = :v", {}),
  when("version = :v", { ":v": n(3), ":w": n(4) }),
  when("version = :v", { ":v": n(3) }, { "#x": "x" }),
  when("version = :v", { ":v": n(3) }, {}),
  when("#v = :v", { ":v": n(3) }),
  when("version = :v", { v: n(3) }),
  when("#v = :v", { ":v": n(3) }, { v: "version" }),
  when("status = :v", { ":v": n(3) }),
  when("Size = :v", { ":v": n(3) }),
  when("version = 3"),
  when("version == :v", { ":v": n(3) }),
  when("version = :v AND", { ":v": n(3) }),
  when("(version = :v", { ":v": n(3) }),
  when("version = version"),
  when("version BETWEEN :high AND :low", { ":low": n(2), ":high": n(4) }),
  when("version BETWEEN :low AND :text", { ":low": n(2), ":text": s("4") }),
  when("attribute_type(label, :t)", { ":t": s("STRING") }),
  when("attribute_type(label, :t)", { ":t": n(1) }),
  when("attribute_exists(:v)", { ":v": n(3) }),
  when("attribute_exists(pk, sk)"),
  when("unknown_function(pk)"),
  when("begins_with(label, :p)", { ":p": n(1) }),
  when("begins_with(label, label)"),
  when("contains(label, label)"),
  when("size(label)"),
  when("size(:v) = :v", { ":v": n(3) }),
  when("pk"),
  when("attribute_exists(pk) = :v", { ":v": n(3) }),
  when("if_not_exists(pk, :v) = :v", { ":v": n(3) }),
  when("version = :v", { ":v": n("abc") }),
  when("version = :v", { ":v": {} }),
  when("version < :v", { ":v": list(n(1)) }),
  when("version < :v", { ":v": yes }),
  when("((attribute_exists(pk)))"),
  when("label IN ()"),
  when("nested.[1] = :v", { ":v": n(3) }),
  when("entries[a] = :v", { ":v": n(3) }),
  when("version = :v $", { ":v": n(3) }),
];

/** Conditions on one item: that hold, that fail, that cannot be. */
export const conditionCalls: readonly SequenceCall[] = [
  ledger("PutItem", { Item: item }),
  ...holds,
  ...fails,
  ...refused,
  ledger("PutItem", {
    Item: item,
    ConditionExpression: "attribute_not_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  }),
  ledger("PutItem", {
    Item: { ...item, ...key("absent") },
    ConditionExpression: "attribute_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  }),
  ledger("PutItem", { Item: item, ExpressionAttributeValues: { ":v": n(1) } }),
  ledger("DeleteItem", {
    Key: key("C"),
    ConditionExpression: "version = :v",
    ExpressionAttributeValues: { ":v": n(9) },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  }),
];
