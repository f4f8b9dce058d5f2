import { beforeEach, describe, expect, test } from "vitest";
import { aDatabaseWithTables, type Database, refusal } from "./a-database.ts";
import { key, list, map, n, s, ss, yes } from "./sequence/call.ts";

let database: Database;
const Item = {
  ...key("C"),
  version: n(3),
  label: s("alpha"),
  tags: ss("red", "blue"),
  entries: list(s("one"), n(2)),
  nested: map({ degree: n(1), more: map({ leaf: s("green") }) }),
  flag: yes,
};
const FAILED = "ConditionalCheckFailedException: The conditional request failed";
const REFUSED = "ValidationException: 1 validation error detected: Invalid ConditionExpression: ";

beforeEach(async () => {
  database = await aDatabaseWithTables();
  database.call("PutItem", { TableName: "ledger", Item });
});

/** What happens to a put under a condition. */
const when = (ConditionExpression: string, values?: object, more: object = {}) =>
  refusal(() =>
    database.call("PutItem", {
      TableName: "ledger",
      Item,
      ConditionExpression,
      ...(values && { ExpressionAttributeValues: values }),
      ...more,
    }),
  );

describe("a condition holds", () => {
  test.each([
    ["attribute_exists(nested.more.leaf)", undefined],
    ["attribute_not_exists(absent)", undefined],
    ["version = :v", { ":v": n("3.0") }],
    ["version <> :v AND absent <> :v", { ":v": s("3") }],
    [":v >= version and version >= :v", { ":v": n(3) }],
    ["version BETWEEN :a AND :b", { ":a": n(2), ":b": n(4) }],
    ["label IN (:a, :b)", { ":a": s("beta"), ":b": s("alpha") }],
    ["begins_with(label, :v)", { ":v": s("al") }],
    ["contains(label, :v)", { ":v": s("ph") }],
    ["contains(tags, :v)", { ":v": s("red") }],
    ["contains(entries, :v)", { ":v": n(2) }],
    ["attribute_type(nested, :v)", { ":v": s("M") }],
    ["size(tags) = :v AND size(nested) = :v", { ":v": n(2) }],
    ["tags = :v", { ":v": ss("blue", "red") }],
    ["nested = :v", { ":v": map({ more: map({ leaf: s("green") }), degree: n("1.0") }) }],
    ["entries[1] = :v AND NOT entries[0] = :v", { ":v": n(2) }],
    // AND binds more tightly than OR, NOT more tightly than both.
    ["flag = :y OR flag = :n AND version = :v", { ":y": yes, ":n": { BOOL: false }, ":v": n(9) }],
    ["NOT version = :v OR version = :v", { ":v": n(9) }],
    ["NOT (version = :v AND flag = :y)", { ":v": n(9), ":y": yes }],
  ])("%s", (condition, values) => {
    expect(when(condition, values)).toBe("nothing");
  });
});

describe("a condition fails", () => {
  test.each([
    ["attribute_not_exists(pk)", undefined],
    ["version = :v", { ":v": s("3") }],
    ["version < :v", { ":v": s("4") }],
    ["absent < :v", { ":v": n(3) }],
    ["size(version) = :v", { ":v": n(1) }],
    ["contains(label, :v)", { ":v": n(1) }],
    ["begins_with(version, :v)", { ":v": s("3") }],
    ["entries[5] = :v", { ":v": n(2) }],
    ["label.deep = :v", { ":v": n(2) }],
    ["NOT (version = :v OR flag = :y)", { ":v": n(9), ":y": yes }],
  ])("%s", (condition, values) => {
    expect(when(condition, values)).toBe(FAILED);
  });

  test("leaving the item as it was", () => {
    const changed = { ...Item, label: s("changed") };
    when("attribute_not_exists(pk)", undefined, { Item: changed });
    const found = database.call("GetItem", { TableName: "ledger", Key: key("C") });
    expect(found.Item?.["label"]).toEqual(s("alpha"));
  });

  test("for an item that is not there, whatever it asks of it", () => {
    const Key = key("none");
    const input = { TableName: "ledger", Key, ConditionExpression: "attribute_exists(pk)" };
    expect(refusal(() => database.call("DeleteItem", input))).toBe(FAILED);
    expect(refusal(() => database.call("UpdateItem", input))).toBe(FAILED);
    expect(database.call("GetItem", { TableName: "ledger", Key })).toEqual({});
  });

  test("and gives the item that it found, where that was asked for", () => {
    const input = {
      TableName: "ledger",
      Key: key("C"),
      ConditionExpression: "version = :v",
      ExpressionAttributeValues: { ":v": n(9) },
    };
    const found = (more: object) => {
      try {
        database.call("DeleteItem", { ...input, ...more });
      } catch (error) {
        return (error as { Item?: object }).Item;
      }
      return "nothing failed";
    };
    expect(found({ ReturnValuesOnConditionCheckFailure: "ALL_OLD" })).toMatchObject({
      ...key("C"),
    });
    expect(found({})).toBeUndefined();
    const absent = { ReturnValuesOnConditionCheckFailure: "ALL_OLD", Key: key("none") };
    expect(found(absent)).toBeUndefined();
  });
});

describe("a condition is refused", () => {
  test.each([
    ["", undefined, "The expression can not be empty;"],
    ["version =", undefined, 'Syntax error; token: "<EOF>", near: "="'],
    ["version == :v", { ":v": n(3) }, 'Syntax error; token: "=", near: "== :v"'],
    ["version = 3", undefined, 'Syntax error; token: "3", near: "= 3"'],
    ["(version = :v", { ":v": n(3) }, 'Syntax error; token: "<EOF>", near: ":v"'],
    ["version = :v $", { ":v": n(3) }, 'Syntax error; token: "$", near: ":v $"'],
    ["nested.[1] = :v", { ":v": n(3) }, 'Syntax error; token: "[", near: ".[1"'],
    ["entries[a] = :v", { ":v": n(3) }, 'Syntax error; token: "a", near: "[a]"'],
    ["label IN ()", undefined, 'Syntax error; token: ")", near: "()"'],
    ["version AND flag", undefined, 'Syntax error; token: "AND", near: "version AND flag"'],
    ["entries[2147483648] = :v", { ":v": n(1) }, "List index is not within the allowable range"],
    ["((version = :v))", { ":v": n(3) }, "The expression has redundant parentheses;"],
    ["version = :v", undefined, "An expression attribute value used in expression is not defined"],
    ["#v = :v", { ":v": n(3) }, "An expression attribute name used in the document path is not d"],
    ["status = :v", { ":v": n(3) }, "Attribute name is a reserved keyword; reserved keyword: stat"],
    [
      "label.Inner = :v",
      { ":v": n(3) },
      "Attribute name is a reserved keyword; reserved keyword: ",
    ],
    ["version = version", undefined, "The first operand must be distinct from the remaining"],
    [
      "version BETWEEN :b AND :a",
      { ":a": n(1), ":b": n(2) },
      "The BETWEEN operator requires upper",
    ],
    ["version BETWEEN :a AND :b", { ":a": n(1), ":b": s("2") }, "The BETWEEN operator requires sa"],
    ["version < :v", { ":v": list() }, "Incorrect operand type for operator or function; operator"],
    ["begins_with(label, :v)", { ":v": n(1) }, "Incorrect operand type for operator or function;"],
    ["attribute_type(label, :v)", { ":v": s("STRING") }, "Invalid attribute type name found; type"],
    ["attribute_exists(:v)", { ":v": n(3) }, "Operator or function requires a document path;"],
    ["attribute_exists(pk, sk)", undefined, "Incorrect number of operands for operator or functi"],
    ["unknown(status)", undefined, "Invalid function name; function: unknown"],
    ["size(label)", undefined, "The function is not allowed to be used this way in an expression"],
    ["attribute_exists(pk) = :v", { ":v": yes }, "The function is not allowed to be used this way"],
    ["if_not_exists(pk, :v) = :v", { ":v": n(1) }, "The function is not allowed in a condition ex"],
    [`version IN (${":v,".repeat(100)}:v)`, { ":v": n(1) }, "The IN operator is provided with too"],
    [`${"flag=:v OR ".repeat(150)}flag=:v`, { ":v": yes }, "The expression contains too many oper"],
    [" ".repeat(4096) + "a".repeat(2), undefined, "Expression size has exceeded the maximum allow"],
  ])("%s", (condition, values, expected) => {
    expect(when(condition, values)).toContain(REFUSED + expected);
  });

  test.each([
    [{ ExpressionAttributeValues: {} }, "ExpressionAttributeValues must not be empty"],
    [{ ExpressionAttributeNames: {} }, "ExpressionAttributeNames must not be empty"],
    [
      { ExpressionAttributeValues: { ":v": n(1) } },
      "Value provided in ExpressionAttributeValues u",
    ],
    [{ ExpressionAttributeNames: { "#n": "a" } }, "Value provided in ExpressionAttributeNames unu"],
    [{ ExpressionAttributeValues: { v: n(1) } }, 'contains invalid key: Syntax error; key: "v"'],
    [{ ExpressionAttributeNames: { n: "a" } }, 'contains invalid key: Syntax error; key: "n"'],
    [{ ExpressionAttributeValues: { ":v": n("x") } }, "The parameter cannot be converted to a num"],
  ])("with %j", (more, expected) => {
    expect(when("attribute_exists(pk)", undefined, more)).toContain(expected);
  });

  test("when values are sent without it", () => {
    const input = { TableName: "ledger", Item, ExpressionAttributeValues: { ":v": n(1) } };
    expect(refusal(() => database.call("PutItem", input))).toBe(
      "ValidationException: 1 validation error detected: ExpressionAttributeValues can only be specified when using expressions",
    );
  });
});
