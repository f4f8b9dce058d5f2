import { describe, expect, test } from "vitest";
import { ACCOUNT, aDatabase, aDatabaseWithTables, REGION, refusal, START } from "./a-database.ts";
import { s } from "./sequence/call.ts";

const arn = (table: string) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}`;
const accounts = {
  TableName: "accounts",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
};
const statusOf = (answer: Readonly<Record<string, unknown>>) =>
  (answer["Table"] as { TableStatus: string }).TableStatus;

describe("a new table", () => {
  test("is created for some seconds, refuses items meanwhile, and is active then", async () => {
    const database = aDatabase();
    const made = database.call("CreateTable", accounts)["TableDescription"];
    expect(made).toMatchObject({ TableStatus: "CREATING", TableArn: arn("accounts") });
    expect(
      refusal(() => database.call("GetItem", { TableName: "accounts", Key: { id: s("a") } })),
    ).toBe("ResourceNotFoundException: Requested resource not found");
    await database.pass(5000);
    expect(statusOf(database.call("DescribeTable", { TableName: "accounts" }))).toBe("ACTIVE");
    expect(database.call("GetItem", { TableName: "accounts", Key: { id: s("a") } })).toEqual({});
  });

  test("refuses a second one of its name", async () => {
    const database = await aDatabaseWithTables();
    expect(refusal(() => database.call("CreateTable", { ...accounts, TableName: "ledger" }))).toBe(
      "ResourceInUseException: Table already exists: ledger",
    );
  });

  test("is another one in another account or Region", () => {
    const database = aDatabase();
    database.call("CreateTable", accounts);
    database.call("CreateTable", accounts, { account: "333333333333" });
    database.call("CreateTable", accounts, { region: "us-east-1" });
    expect(database.call("ListTables")["TableNames"]).toEqual(["accounts"]);
  });

  test("describes keys, indexes and protection as they were asked for", async () => {
    const database = await aDatabaseWithTables();
    const { Table } = database.call("DescribeTable", { TableName: arn("scores") });
    expect(Table).toMatchObject({
      TableStatus: "ACTIVE",
      CreationDateTime: new Date(START),
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
      DeletionProtectionEnabled: false,
      LocalSecondaryIndexes: [{ IndexName: "by-tier", ItemCount: 0 }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-player",
          IndexStatus: "ACTIVE",
          IndexArn: `${arn("scores")}/index/by-player`,
        },
      ],
    });
  });

  test("refuses what it does not emulate by name", () => {
    const input = { ...accounts, ResourcePolicy: "{}" };
    expect(refusal(() => aDatabase().call("CreateTable", input))).toBe(
      "NotEmulated: The local cloud does not emulate the parameter ResourcePolicy of dynamodb:CreateTable.",
    );
  });
});

describe("deleting a table", () => {
  test("takes some seconds, and takes its items along", async () => {
    const database = await aDatabaseWithTables();
    database.call("PutItem", { TableName: "blobs", Item: { id: { B: Buffer.from("a") } } });
    database.call("DeleteTable", { TableName: "blobs" });
    expect(database.call("DeleteTable", { TableName: "blobs" })["TableDescription"]).toMatchObject({
      TableStatus: "DELETING",
    });
    const change = { TableName: "blobs", DeletionProtectionEnabled: true };
    expect(refusal(() => database.call("UpdateTable", change))).toBe(
      "ResourceInUseException: Attempt to change a resource which is still in use: Table is being deleted: blobs",
    );
    await database.settle();
    expect(database.call("ListTables")["TableNames"]).toEqual(["ledger", "scores"]);
    expect(database.world.storage.places("dynamodb", "tables")).toHaveLength(1);
  });

  test("is refused while the table is protected", async () => {
    const database = await aDatabaseWithTables();
    database.call("UpdateTable", { TableName: "blobs", DeletionProtectionEnabled: true });
    await database.settle();
    expect(refusal(() => database.call("DeleteTable", { TableName: "blobs" }))).toBe(
      "ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  });

  test("works in the call after the one that lifts the protection", async () => {
    const database = await aDatabaseWithTables();
    database.call("UpdateTable", { TableName: "blobs", DeletionProtectionEnabled: true });
    database.call("UpdateTable", { TableName: "blobs", DeletionProtectionEnabled: false });
    expect(database.call("DeleteTable", { TableName: "blobs" })["TableDescription"]).toMatchObject({
      TableStatus: "DELETING",
    });
  });

  test("is refused for a table that is not there, or not yet", () => {
    const database = aDatabase();
    database.call("CreateTable", accounts);
    expect(refusal(() => database.call("DeleteTable", { TableName: "accounts" }))).toContain(
      "ResourceInUseException: Attempt to change a resource which is still in use: Table is being created",
    );
    expect(refusal(() => database.call("DeleteTable", { TableName: "none" }))).toBe(
      "ResourceNotFoundException: Requested resource not found: Table: none not found",
    );
  });

  test("leaves nothing for a table that is made anew under the same name", async () => {
    const database = await aDatabaseWithTables();
    const Key = { id: { B: Buffer.from("a") } };
    database.call("PutItem", { TableName: "blobs", Item: Key });
    database.call("DeleteTable", { TableName: "blobs" });
    await database.settle();
    database.call("CreateTable", {
      ...accounts,
      TableName: "blobs",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "B" }],
    });
    await database.settle();
    expect(database.call("GetItem", { TableName: "blobs", Key })).toEqual({});
  });
});

describe("updating a table", () => {
  const index = {
    IndexName: "by-label",
    KeySchema: [{ AttributeName: "label", KeyType: "HASH" }],
    Projection: { ProjectionType: "ALL" },
  };
  const adding = {
    TableName: "ledger",
    AttributeDefinitions: [{ AttributeName: "label", AttributeType: "S" }],
    GlobalSecondaryIndexUpdates: [{ Create: index }],
  };
  const asking = {
    TableName: "ledger",
    IndexName: "by-label",
    KeyConditionExpression: "label = :l",
    ExpressionAttributeValues: { ":l": s("x") },
  };

  test("adds an index, which is filled before it can be asked", async () => {
    const database = await aDatabaseWithTables();
    const Item = { pk: s("a"), sk: s("b"), label: s("x") };
    database.call("PutItem", { TableName: "ledger", Item });
    database.call("UpdateTable", adding);
    expect(refusal(() => database.call("Query", asking))).toBe(
      "ValidationException: Cannot read from backfilling global secondary index: by-label",
    );
    await database.settle();
    expect(database.call("Query", asking).Items).toEqual([Item]);
  });

  test("removes an index", async () => {
    const database = await aDatabaseWithTables();
    const Delete = { IndexName: "due" };
    database.call("UpdateTable", {
      TableName: "ledger",
      GlobalSecondaryIndexUpdates: [{ Delete }],
    });
    expect(refusal(() => database.call("Query", { ...asking, IndexName: "due" }))).toBe(
      "ValidationException: The table does not have the specified index: due",
    );
  });

  test("refuses a change while another is being made", async () => {
    const database = await aDatabaseWithTables();
    database.call("UpdateTable", adding);
    expect(refusal(() => database.call("UpdateTable", adding))).toContain(
      "Table is being updated: ledger",
    );
  });

  test.each([
    [{}, "ValidationException: At least one of ProvisionedThroughput"],
    [
      { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "none" } }] },
      "ResourceNotFoundException: Requested resource not found: Table: ledger Index: none not found",
    ],
    [
      { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "due" } }, { Create: index }] },
      "LimitExceededException: Subscriber limit exceeded: Only 1 online index",
    ],
    [
      { GlobalSecondaryIndexUpdates: [{ Create: index }] },
      "ValidationException: One or more parameter values were invalid: Some index key attributes are not defined",
    ],
    [
      { StreamSpecification: { StreamEnabled: false } },
      "ValidationException: Table doesn't have an enabled stream: TableName: ledger",
    ],
    [{ TableClass: "STANDARD" }, "NotEmulated: "],
  ])("refuses %j", async (changes, expected) => {
    const database = await aDatabaseWithTables();
    const input = { TableName: "ledger", ...changes };
    expect(refusal(() => database.call("UpdateTable", input))).toContain(expected);
  });
});
