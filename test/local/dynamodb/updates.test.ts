import { beforeEach, describe, expect, test } from "vitest";
import { aDatabaseWithTables, type Database, refusal } from "./a-database.ts";
import { key, list, map, n, ns, s, ss } from "./sequence/call.ts";

let database: Database;
const others = {
  amount: n(10),
  label: s("alpha"),
  tags: ss("blue", "red"),
  entries: list(s("one"), n(2), s("three")),
  nested: map({ degree: n(1), more: map({ leaf: s("green") }) }),
};
const Item = { ...key("U"), ...others };

beforeEach(async () => {
  database = await aDatabaseWithTables();
  database.call("PutItem", { TableName: "ledger", Item });
});

const update = (UpdateExpression: string, values?: object, more: object = {}) =>
  database.call("UpdateItem", {
    TableName: "ledger",
    Key: key("U"),
    UpdateExpression,
    ReturnValues: "ALL_NEW",
    ...(values && { ExpressionAttributeValues: values }),
    ...more,
  }).Attributes;

describe("an update", () => {
  test.each<[string, object | undefined, object]>([
    ["SET amount = amount + :v", { ":v": n("0.5") }, { amount: n("10.5") }],
    ["SET amount = :v - amount", { ":v": n(1) }, { amount: n(-9) }],
    ["set label = :v remove amount", { ":v": s("x") }, { label: s("x"), amount: undefined }],
    ["SET a = label, label = :v", { ":v": s("x") }, { a: s("alpha"), label: s("x") }],
    [
      "SET a = if_not_exists(a, :v), amount = if_not_exists(amount, :v)",
      { ":v": n(7) },
      { a: n(7) },
    ],
    [
      "SET entries[0] = :v, entries[9] = :w",
      { ":v": s("x"), ":w": s("y") },
      { entries: list(s("x"), n(2), s("three"), s("y")) },
    ],
    ["REMOVE entries[0], entries[2], entries[7]", undefined, { entries: list(n(2)) }],
    ["SET entries[1] = :v REMOVE entries[0]", { ":v": n(9) }, { entries: list(n(9), s("three")) }],
    [
      "SET entries = list_append(:v, entries)",
      { ":v": list(n(0)) },
      { entries: list(n(0), s("one"), n(2), s("three")) },
    ],
    [
      "SET nested.degree = nested.degree + :v, nested.extra = :v",
      { ":v": n(1) },
      { nested: map({ degree: n(2), more: map({ leaf: s("green") }), extra: n(1) }) },
    ],
    [
      "REMOVE nested.more.leaf, absent",
      undefined,
      { nested: map({ degree: n(1), more: map({}) }) },
    ],
    [
      "ADD amount :n, hits :n, tags :t, marks :m",
      { ":n": n(5), ":t": ss("green", "red"), ":m": ns(2, 1) },
      { amount: n(15), hits: n(5), tags: ss("blue", "green", "red"), marks: ns(1, 2) },
    ],
    ["DELETE tags :t, absent :t", { ":t": ss("red", "none") }, { tags: ss("blue") }],
    ["DELETE tags :t", { ":t": ss("red", "blue") }, { tags: undefined }],
    ["SET a = (amount + :v)", { ":v": n(1) }, { a: n(11) }],
  ])("%s", (expression, values, changes) => {
    const expected = Object.entries<object | undefined>({ ...Item, ...changes }).filter(
      ([, each]) => each !== undefined,
    );
    expect(update(expression, values)).toEqual(Object.fromEntries(expected));
  });

  test("makes the item when there is none", () => {
    const Key = key("new");
    const made = update("ADD hits :v", { ":v": n(1) }, { Key });
    expect(made).toEqual({ ...Key, hits: n(1) });
    expect(database.call("UpdateItem", { TableName: "ledger", Key: key("bare") })).toEqual({});
    expect(database.call("GetItem", { TableName: "ledger", Key: key("bare") }).Item).toEqual(
      key("bare"),
    );
  });

  test.each([
    ["ALL_OLD", Item],
    ["UPDATED_OLD", { amount: n(10), nested: map({ degree: n(1) }) }],
    ["UPDATED_NEW", { amount: n(1), nested: map({ degree: n(1) }) }],
    ["NONE", undefined],
  ])("gives back %s", (ReturnValues, expected) => {
    const expression = "SET amount = :v, nested.degree = :v";
    expect(update(expression, { ":v": n(1) }, { ReturnValues })).toEqual(expected);
  });
});

describe("an update is refused", () => {
  const ONE = "1 validation error detected: Invalid UpdateExpression: ";

  test.each<[string, object | undefined, string]>([
    ["", undefined, `${ONE}The expression can not be empty;`],
    ["SET a", undefined, `${ONE}Syntax error; token: "<EOF>", near: "a"`],
    ["PUT a :v", undefined, `${ONE}Syntax error; token: "PUT", near: "PUT a"`],
    ["SET a = :v b = :v", undefined, `${ONE}Syntax error; token: "b", near: ":v b ="`],
    ["SET a = :v + :v + :v", undefined, `${ONE}Syntax error; token: "+", near: ":v + :v"`],
    ["ADD a b", undefined, `${ONE}Syntax error; token: "b", near: "a b"`],
    ["SET a = :v SET b = :v", undefined, `${ONE}The "SET" section can only be used once in an up`],
    ["SET a = :v, a = :v", { ":v": n(1) }, `${ONE}Two document paths overlap with each other; mus`],
    ["SET a.b = :v REMOVE a", { ":v": n(1) }, "path one: [a, b], path two: [a]"],
    [
      "SET a.b = :v, a[0] = :v",
      { ":v": n(1) },
      `${ONE}Two document paths conflict with each other`,
    ],
    ["SET name = :v", { ":v": n(1) }, `${ONE}Attribute name is a reserved keyword; reserved keywo`],
    ["SET a = size(label)", undefined, `${ONE}The function is not allowed in an update expression`],
    ["SET a = foo(label)", undefined, `${ONE}Invalid function name; function: foo`],
    [
      "SET a = list_append(:v)",
      { ":v": list() },
      `${ONE}Incorrect number of operands for operator`,
    ],
    ["SET a = list_append(:v, :v)", { ":v": n(1) }, `${ONE}Incorrect operand type for operator or`],
    ["SET a = if_not_exists(:v, :v)", { ":v": n(1) }, `${ONE}Operator or function requires a docu`],
    ["SET a = amount + :v", { ":v": s("1") }, "operator or function: +, operand type: S"],
    ["ADD a :v", { ":v": s("x") }, "operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD"],
    [
      "DELETE a :v",
      { ":v": n(1) },
      "operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_",
    ],
    [
      "SET pk = :v",
      { ":v": s("x") },
      "Exception: One or more parameter values were invalid: Cannot",
    ],
    ["REMOVE sk", undefined, "Cannot update attribute sk. This attribute is part of the key"],
    ["SET a = absent", undefined, "Exception: The provided expression refers to an attribute that"],
    [
      "SET label = label + :v",
      { ":v": n(1) },
      "Exception: An operand in the update expression has",
    ],
    [
      "ADD tags :v",
      { ":v": ns(1) },
      "An operand in the update expression has an incorrect data ty",
    ],
    [
      "DELETE label :v",
      { ":v": ss("a") },
      "An operand in the update expression has an incorrect d",
    ],
    ["SET absent.deep = :v", { ":v": n(1) }, "Exception: The document path provided in the update"],
    [
      "SET nested[0] = :v",
      { ":v": n(1) },
      "The document path provided in the update expression is",
    ],
    [
      "REMOVE absent.deep",
      undefined,
      "The document path provided in the update expression is inva",
    ],
    [
      "SET amount = amount + :v",
      { ":v": n("9e125") },
      "Attempting to store more than 38 significan",
    ],
    [
      "SET #o = :v",
      { ":v": n(1) },
      "The update expression attempted to update the secondary index",
    ],
    [
      "SET #o = :v",
      { ":v": s("") },
      "update a secondary index key to a value that is not supported",
    ],
    [
      "SET big = :v",
      { ":v": s("x".repeat(409_600)) },
      "Item size to update has exceeded the maximum",
    ],
  ])("%s", (expression, values, expected) => {
    const names = expression.includes("#o") ? { ExpressionAttributeNames: { "#o": "owner" } } : {};
    const found = refusal(() => update(expression, values, names));
    expect(found).toContain("ValidationException: ");
    expect(found).toContain(expected);
    expect(database.call("GetItem", { TableName: "ledger", Key: key("U") }).Item).toEqual(Item);
  });
});
