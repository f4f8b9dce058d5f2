import * as sdk from "@aws-sdk/client-dynamodb";
import type { Service, World } from "../../kernel/service.ts";
import { globalTableType, tableType } from "./cfn-tables.ts";
import { engineOf } from "./data/engine.ts";
import { batchGetItem } from "./items/batch-get.ts";
import { batchWriteItem } from "./items/batch-write.ts";
import { deleteItem } from "./items/delete-item.ts";
import { getItem } from "./items/get-item.ts";
import { putItem } from "./items/put-item.ts";
import { updateItem } from "./items/update-item.ts";
import { query } from "./queries/query.ts";
import { scan } from "./queries/scan.ts";
import { backupOperations } from "./tables/backups.ts";
import { tableOperations } from "./tables/manage-tables.ts";
import { tagOperations } from "./tables/tags.ts";
import { timeToLiveOperations } from "./tables/time-to-live.ts";
import { updateTable } from "./tables/update-table.ts";
import { transactGetItems } from "./transactions/transact-get.ts";
import { transactWriteItems } from "./transactions/transact-write.ts";

/** What may be set about DynamoDB from outside. */
export interface DynamoDbDependencies {
  /**
   * Asked at each write: whether the global indexes see it only a second later, as they may in AWS.
   * Without it, indexes are always up to date.
   */
  readonly staleness?: () => boolean;
}

/**
 * Amazon DynamoDB: tables for each account and Region, with indexes, expressions, transactions, streams
 * and time to live. What is stored is in the world's storage; the order of keys is kept in memory.
 */
export function dynamodbService(world: World, dependencies: DynamoDbDependencies = {}): Service {
  const engine = engineOf(world);
  if (dependencies.staleness) engine.isLate = dependencies.staleness;
  return {
    signingName: "dynamodb",
    protocol: "awsJson1_0",
    sdk,
    target: "DynamoDB_20120810",
    operations: {
      ...tableOperations,
      UpdateTable: updateTable,
      ...timeToLiveOperations,
      ...backupOperations,
      ...tagOperations,
      GetItem: getItem,
      PutItem: putItem,
      UpdateItem: updateItem,
      DeleteItem: deleteItem,
      Query: query,
      Scan: scan,
      BatchGetItem: batchGetItem,
      BatchWriteItem: batchWriteItem,
      TransactGetItems: transactGetItems,
      TransactWriteItems: transactWriteItems,
    },
    resources: [tableType, globalTableType],
    resume: () => engine.resume(),
  };
}
