import { beforeEach, expect, test } from "vitest";
import { aDatabaseWithTables, type Database } from "./a-database.ts";
import { key, s } from "./sequence/call.ts";

let database: Database;
let isLate = false;

beforeEach(async () => {
  isLate = false;
  database = await aDatabaseWithTables(undefined, { staleness: () => isLate });
});

const put = (since: string) =>
  database.call("PutItem", {
    TableName: "ledger",
    Item: { ...key("a"), owner: s("ann"), since: s(since) },
  });
const seen = () =>
  database
    .call("Scan", { TableName: "ledger", IndexName: "by-owner" })
    .Items?.map(({ since }) => since?.S);

test("a global index that is late shows a change a second after the table", async () => {
  put("1");
  isLate = true;
  put("2");
  const found = database.call("GetItem", { TableName: "ledger", Key: key("a") });
  expect(found.Item?.["since"]).toEqual(s("2"));
  expect(seen()).toEqual(["1"]);
  await database.pass(999);
  expect(seen()).toEqual(["1"]);
  await database.pass(1);
  expect(seen()).toEqual(["2"]);
});

test("a change that follows a late one does not overtake it", async () => {
  isLate = true;
  put("1");
  isLate = false;
  put("2");
  expect(seen()).toEqual([]);
  await database.pass(1000);
  expect(seen()).toEqual(["2"]);
});

test("without the setting an index is always up to date", async () => {
  const prompt = await aDatabaseWithTables();
  prompt.call("PutItem", {
    TableName: "ledger",
    Item: { ...key("a"), owner: s("ann"), since: s("1") },
  });
  expect(prompt.call("Scan", { TableName: "ledger", IndexName: "by-owner" })["Count"]).toBe(1);
});
