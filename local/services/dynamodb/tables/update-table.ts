import type {
  GlobalSecondaryIndexUpdate,
  UpdateTableCommandInput,
  UpdateTableCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { NotEmulated } from "../../../kernel/aws-error.ts";
import { engineOf } from "../data/engine.ts";
import { invalid, invalidParameter, limitExceeded, notFound } from "../errors.ts";
import { TABLE_CHANGE_TAKES } from "../limits.ts";
import { type Answer, operation } from "../operation.ts";
import { described } from "./describe.ts";
import { tableToManage } from "./find-table.ts";
import { checkTogether, globalIndexOf } from "./indexes.ts";
import { streamOf } from "./make-table.ts";
import {
  changeTable,
  type IndexRecord,
  keyNames,
  type TableChanges,
  type TableRecord,
} from "./records.ts";
import { checkDefinitions, typesOf } from "./schema.ts";
import { checkIsIdle } from "./table-states.ts";

function streamChange(
  input: UpdateTableCommandInput,
  table: TableRecord,
  now: number,
): TableChanges {
  const { StreamSpecification: sent } = input;
  if (!sent) return {};
  const stream = streamOf(sent, now);
  if (stream && table.stream) {
    throw invalid(`Table already has an enabled stream: TableName: ${table.name}`);
  }
  if (!stream && !table.stream) {
    throw invalid(`Table doesn't have an enabled stream: TableName: ${table.name}`);
  }
  return { stream, ...(stream && { latestStream: stream }) };
}

function billingChange(input: UpdateTableCommandInput): TableChanges {
  const { BillingMode: mode, ProvisionedThroughput: sent } = input;
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = sent ?? {};
  if (mode === "PAY_PER_REQUEST") {
    if (sent) {
      throw invalidParameter(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
      );
    }
    return { billing: mode, throughput: { read: 0, write: 0 } };
  }
  if (mode === undefined && !sent) return {};
  if (read === undefined || write === undefined) {
    throw invalidParameter(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  }
  return { billing: "PROVISIONED", throughput: { read, write } };
}

function withIndex(
  table: TableRecord,
  update: GlobalSecondaryIndexUpdate,
  readyAt: number,
): readonly IndexRecord[] {
  const { Create: create, Delete: remove } = update;
  if (update.Update) throw new NotEmulated("changes of the throughput of an index");
  if (create) return [...table.indexes, globalIndexOf(create, { readyAt })];
  const name = remove?.IndexName;
  const left = table.indexes.filter((each) => each.kind === "local" || each.name !== name);
  if (left.length < table.indexes.length) return left;
  throw notFound(`Requested resource not found: Table: ${table.name} Index: ${name} not found`);
}

function indexChange(
  input: UpdateTableCommandInput,
  table: TableRecord,
  readyAt: number,
): TableChanges {
  const [update, another] = input.GlobalSecondaryIndexUpdates ?? [];
  if (!update) return {};
  if (another) {
    throw limitExceeded(
      "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    );
  }
  const indexes = withIndex(table, update, readyAt);
  checkTogether(indexes);
  const keys = [table.key, ...indexes.map(({ key }) => key)];
  const used = new Set(keys.flatMap(keyNames));
  const known = { ...table.types, ...typesOf(input.AttributeDefinitions ?? []) };
  const types = Object.fromEntries(Object.entries(known).filter(([name]) => used.has(name)));
  checkDefinitions(types, keys);
  return { indexes, types };
}

/**
 * What takes no time: the table stays ACTIVE, so that it can be deleted in the very next call. AWS tells
 * nothing of this, but clients that work against it rely on it (DynamoDBTable of aws-nuke v3).
 */
const atOnce = ({
  DeletionProtectionEnabled: protection,
}: UpdateTableCommandInput): TableChanges =>
  protection === undefined ? {} : { deletionProtection: protection };

function checkAsksSomething(changes: TableChanges): void {
  if (Object.keys(changes).length > 0) return;
  throw invalid(
    "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
  );
}

export const updateTable = operation<UpdateTableCommandInput, Answer<UpdateTableCommandOutput>>({
  name: "UpdateTable",
  members: [
    ...(["TableName", "AttributeDefinitions", "BillingMode", "ProvisionedThroughput"] as const),
    ...(["GlobalSecondaryIndexUpdates", "StreamSpecification"] as const),
    "DeletionProtectionEnabled",
  ],
  run(input, call) {
    const { world } = call;
    const now = world.clock.now();
    const table = tableToManage(call, input.TableName);
    checkIsIdle(table, now);
    const readyAt = now + TABLE_CHANGE_TAKES;
    const slow = {
      ...streamChange(input, table, now),
      ...billingChange(input),
      ...indexChange(input, table, readyAt),
    };
    const changes = { ...slow, ...atOnce(input) };
    checkAsksSomething(changes);
    const takesTime = Object.keys(slow).length > 0 && { readyAt };
    const changed = changeTable(world, table, { ...changes, ...takesTime, isNew: false });
    engineOf(world).watch(changed);
    return { TableDescription: described(world, changed) };
  },
});
