import { expect, test } from "vitest";
import { ACCOUNT, aDatabase, aDatabaseWithTables } from "./a-database.ts";
import { key, n, s } from "./sequence/call.ts";

const LEDGER = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/ledger`;
const database = await aDatabaseWithTables();
const one = (name: string, input: object) => database.authorize(name, input)[0];

test.each(["GetItem", "DeleteItem", "UpdateItem"])(
  "%s needs its permission on the table",
  (name) => {
    const input = { TableName: "ledger", Key: key("a"), ReturnConsumedCapacity: "TOTAL" };
    expect(database.authorize(name, input)).toEqual([
      {
        action: `dynamodb:${name}`,
        resource: LEDGER,
        resourceAccount: ACCOUNT,
        context: { "dynamodb:LeadingKeys": ["a"], "dynamodb:ReturnConsumedCapacity": "TOTAL" },
      },
    ]);
  },
);

test("PutItem names the partition key of its item", () => {
  expect(one("PutItem", { TableName: "ledger", Item: key("b") })).toMatchObject({
    action: "dynamodb:PutItem",
    context: { "dynamodb:LeadingKeys": ["b"] },
  });
});

test("a query of an index needs the permission on the index, with its partition key", () => {
  const input = {
    TableName: "ledger",
    KeyConditionExpression: "dueBucket = :d",
    ExpressionAttributeValues: { ":d": s("due") },
    Select: "COUNT",
  };
  expect(one("Query", { ...input, IndexName: "due" })).toEqual({
    action: "dynamodb:Query",
    resource: `${LEDGER}/index/due`,
    resourceAccount: ACCOUNT,
    context: { "dynamodb:LeadingKeys": ["due"], "dynamodb:Select": "COUNT" },
  });
  // The condition fits no key of the table: what is wrong with it is said when it runs.
  expect(one("Query", input)).toMatchObject({
    resource: LEDGER,
    context: { "dynamodb:Select": "COUNT" },
  });
});

test("a scan of an index needs the permission on the index", () => {
  expect(one("Scan", { TableName: "scores", IndexName: "by-tier" })).toMatchObject({
    action: "dynamodb:Scan",
    resource: `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/scores/index/by-tier`,
  });
});

test("a table named by its ARN belongs to the account in it", () => {
  const TableName = "arn:aws:dynamodb:us-east-1:333333333333:table/theirs";
  expect(one("GetItem", { TableName, Key: { id: n(1) } })).toEqual({
    action: "dynamodb:GetItem",
    resource: TableName,
    resourceAccount: "333333333333",
    context: {},
  });
});

test("tables are managed by permission on them, and listed by a permission on everything", () => {
  expect(one("CreateTable", { TableName: "new" })).toMatchObject({
    action: "dynamodb:CreateTable",
    resource: `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/new`,
  });
  expect(one("TagResource", { ResourceArn: LEDGER, Tags: [] })).toMatchObject({ resource: LEDGER });
  expect(one("ListTables", {})).toEqual({ action: "dynamodb:ListTables", resource: "*" });
});

test("asking for permission never fails, whatever the request says", () => {
  const { service } = aDatabase();
  for (const name of Object.keys(service.operations)) {
    expect(Array.isArray(database.authorize(name, { TableName: "no such name!" }))).toBe(true);
    expect(Array.isArray(database.authorize(name, {}))).toBe(true);
  }
});
