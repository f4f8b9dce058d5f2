import type {
  CreateTableCommandInput,
  CreateTableCommandOutput,
  DeleteTableCommandInput,
  DeleteTableCommandOutput,
  DescribeTableCommandInput,
  DescribeTableCommandOutput,
  ListTablesCommandInput,
  ListTablesCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { constraint, invalid } from "../errors.ts";
import { MOST_LISTED_TABLES, TABLE_CHANGE_TAKES } from "../limits.ts";
import { type Answer, operation } from "../operation.ts";
import { described } from "./describe.ts";
import { allTables, tableToManage } from "./find-table.ts";
import { makeTable } from "./make-table.ts";
import { changeTable } from "./records.ts";
import { checkIsIdle } from "./table-states.ts";

const createTable = operation<CreateTableCommandInput, Answer<CreateTableCommandOutput>>({
  name: "CreateTable",
  members: [
    ...(["TableName", "KeySchema", "AttributeDefinitions", "Tags", "TableClass"] as const),
    ...(["LocalSecondaryIndexes", "GlobalSecondaryIndexes", "StreamSpecification"] as const),
    ...(["BillingMode", "ProvisionedThroughput"] as const),
    ...(["SSESpecification", "DeletionProtectionEnabled"] as const),
  ],
  run(input, call) {
    const readyAt = call.world.clock.now() + TABLE_CHANGE_TAKES;
    return { TableDescription: described(call.world, makeTable(call, input, readyAt)) };
  },
});

const describeTable = operation<DescribeTableCommandInput, Answer<DescribeTableCommandOutput>>({
  name: "DescribeTable",
  members: ["TableName"],
  run: (input, call) => ({
    Table: described(call.world, tableToManage(call, input.TableName)),
  }),
});

const deleteTable = operation<DeleteTableCommandInput, Answer<DeleteTableCommandOutput>>({
  name: "DeleteTable",
  members: ["TableName"],
  run(input, call) {
    const { world } = call;
    const table = tableToManage(call, input.TableName);
    // "If table is already in the DELETING state, no error is returned" (API Reference, DeleteTable).
    if (table.goneAt !== undefined) return { TableDescription: described(world, table) };
    checkIsIdle(table, world.clock.now());
    if (table.deletionProtection) {
      throw invalid(
        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
      );
    }
    const goneAt = world.clock.now() + TABLE_CHANGE_TAKES;
    return { TableDescription: described(world, changeTable(world, table, { goneAt })) };
  },
});

/** Errors: ValidationException for a Limit that is out of bounds. */
function checkLimit(limit: number | undefined): void {
  if (limit === undefined || (limit >= 1 && limit <= MOST_LISTED_TABLES)) return;
  const bound =
    limit < 1 ? "greater than or equal to 1" : `less than or equal to ${MOST_LISTED_TABLES}`;
  throw constraint(String(limit), "limit", `Member must have value ${bound}`);
}

const listTables = operation<ListTablesCommandInput, Answer<ListTablesCommandOutput>>({
  name: "ListTables",
  members: ["ExclusiveStartTableName", "Limit"],
  authorize: () => [{ action: "dynamodb:ListTables", resource: "*" }],
  run(input, call) {
    checkLimit(input.Limit);
    const { ExclusiveStartTableName: start = "", Limit: limit = MOST_LISTED_TABLES } = input;
    const names = allTables(call).map(({ name }) => name);
    const after = names.filter((name) => name > start);
    const TableNames = after.slice(0, limit);
    const last = TableNames.at(-1);
    return {
      TableNames,
      ...(after.length > limit && last !== undefined && { LastEvaluatedTableName: last }),
    };
  },
});

export const tableOperations = {
  CreateTable: createTable,
  DescribeTable: describeTable,
  DeleteTable: deleteTable,
  ListTables: listTables,
};
