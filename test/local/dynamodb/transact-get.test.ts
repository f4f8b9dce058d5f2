import { describe, expect, test } from "vitest";
import { aDatabaseWithTables, refusal } from "./a-database.ts";
import { key, n, s } from "./sequence/call.ts";

const database = await aDatabaseWithTables();
const on = (action: string, input: object) => ({ [action]: { TableName: "ledger", ...input } });

describe("reading together", () => {
  const read = (TransactItems: object[], more: object = {}) =>
    database.call("TransactGetItems", { TransactItems, ...more });
  const get = (pk: string, more: object = {}) => on("Get", { Key: key(pk), ...more });

  test("gives an answer for each item, in order", () => {
    for (const pk of ["a", "b"]) {
      database.call("PutItem", { TableName: "ledger", Item: { ...key(pk), v: n(1) } });
    }
    const answer = read([get("b"), get("none"), get("a", { ProjectionExpression: "v" })], {
      ReturnConsumedCapacity: "TOTAL",
    });
    expect(answer).toEqual({
      Responses: [{ Item: { ...key("b"), v: n(1) } }, {}, { Item: { v: n(1) } }],
      ConsumedCapacity: [{ TableName: "ledger", CapacityUnits: 6, ReadCapacityUnits: 6 }],
    });
  });

  test.each([
    ["nothing", [], "at 'transactItems' failed to satisfy constraint"],
    ["one item twice", [get("a"), get("a")], "cannot include multiple operations on one item"],
    ["no Get", [{}], "TransactGetRequest should contain Get request"],
    [
      "a wrong key",
      [get("a"), on("Get", { Key: { pk: s("x") } })],
      "reasons [None, ValidationError]",
    ],
    [
      "a bad projection",
      [get("a", { ProjectionExpression: "#x" })],
      "Invalid ProjectionExpression",
    ],
  ])("is refused with %s", (_, items, expected) => {
    expect(refusal(() => read(items))).toContain(expected);
  });
});
