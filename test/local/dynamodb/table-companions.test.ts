import { describe, expect, test } from "vitest";
import { ACCOUNT, aDatabaseWithTables, REGION, refusal } from "./a-database.ts";

const arn = (table: string) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}`;

describe("what goes with a table", () => {
  test("lists the names in pages", async () => {
    const database = await aDatabaseWithTables();
    const first = database.call("ListTables", { Limit: 2 });
    expect(first).toEqual({ TableNames: ["blobs", "ledger"], LastEvaluatedTableName: "ledger" });
    expect(database.call("ListTables", { Limit: 2, ExclusiveStartTableName: "ledger" })).toEqual({
      TableNames: ["scores"],
    });
  });

  test("tags a table by its ARN", async () => {
    const database = await aDatabaseWithTables();
    const ResourceArn = arn("ledger");
    const Tags = [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ];
    database.call("TagResource", { ResourceArn, Tags });
    database.call("UntagResource", { ResourceArn, TagKeys: ["a"] });
    expect(database.call("ListTagsOfResource", { ResourceArn })).toEqual({
      Tags: [{ Key: "b", Value: "2" }],
    });
    expect(refusal(() => database.call("ListTagsOfResource", { ResourceArn: arn("none") }))).toBe(
      `ResourceNotFoundException: Requested resource not found: ResourcArn: ${arn("none")} not found`,
    );
  });

  test("switches point-in-time recovery on and off", async () => {
    const database = await aDatabaseWithTables();
    const TableName = "ledger";
    const switched = (PointInTimeRecoveryEnabled: boolean) =>
      database.call("UpdateContinuousBackups", {
        TableName,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled },
      })["ContinuousBackupsDescription"];
    expect(switched(true)).toMatchObject({
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "ENABLED" },
    });
    expect(switched(false)).toMatchObject({
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
    });
    expect(refusal(() => database.call("DescribeContinuousBackups", { TableName: "none" }))).toBe(
      "TableNotFoundException: Table not found: none",
    );
  });
});
