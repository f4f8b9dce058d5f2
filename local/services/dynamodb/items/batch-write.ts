import type {
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  WriteRequest,
} from "@aws-sdk/client-dynamodb";
import type { Call } from "../../../kernel/service.ts";
import { engineOf, type Write } from "../data/engine.ts";
import { constraint, invalid } from "../errors.ts";
import { MOST_BATCH_WRITES } from "../limits.ts";
import { type Answer, operation } from "../operation.ts";
import { tableForItems } from "../tables/find-table.ts";
import { readItem } from "../values/read.ts";
import { authorizeItems } from "./authorization.ts";
import { checkLevel, consumedByAll, writing } from "./capacity.ts";
import { checkBatchedItem, readKey } from "./keys.ts";
import { checkMetrics } from "./metrics.ts";

type Requests = Readonly<Record<string, WriteRequest[]>>;

function checkRequests(requests: Requests): void {
  const all = Object.entries(requests);
  if (all.length === 0) {
    throw invalid("The requestItems parameter is required for BatchWriteItem");
  }
  const empty = all.find(([, writes]) => writes.length === 0);
  if (empty) {
    const rule = `Map value must satisfy constraint: [Member must have length less than or equal to ${MOST_BATCH_WRITES}, Member must have length greater than or equal to 1]`;
    throw constraint(`{${empty[0]}=[]}`, "requestItems", rule);
  }
  for (const { PutRequest, DeleteRequest } of all.flatMap(([, writes]) => writes)) {
    if (!PutRequest === !DeleteRequest) {
      // What AWS says, whether there is none of them or both.
      throw invalid(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
      );
    }
  }
  if (all.flatMap(([, writes]) => writes).length > MOST_BATCH_WRITES) {
    throw invalid("Too many items requested for the BatchWriteItem call");
  }
}

/** The writes to one table. Errors: ValidationException, also for items that come twice. */
function writesTo(call: Call, name: string, requests: readonly WriteRequest[]): readonly Write[] {
  const table = tableForItems(call, name);
  const contents = engineOf(call.world).contents(table);
  const writes = requests.map(({ PutRequest, DeleteRequest }): Write => {
    const after = PutRequest && checkBatchedItem(table, readItem(PutRequest.Item ?? {}));
    const key = contents.keyOf(after ?? readKey(table, DeleteRequest?.Key));
    return { table, key, before: contents.items.get(key), after };
  });
  if (new Set(writes.map(({ key }) => key)).size === writes.length) return writes;
  throw invalid("Provided list of item keys contains duplicates");
}

export const batchWriteItem = operation<
  BatchWriteItemCommandInput,
  Answer<BatchWriteItemCommandOutput>
>({
  name: "BatchWriteItem",
  members: ["RequestItems", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics"],
  authorize: (input, call) =>
    Object.entries(input.RequestItems ?? {}).flatMap(([TableName, writes]) =>
      authorizeItems(call, "BatchWriteItem", {
        ...input,
        TableName,
        Keys: writes.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key),
      }),
    ),
  run(input, call) {
    checkLevel(input.ReturnConsumedCapacity);
    checkMetrics(input);
    const requests = input.RequestItems ?? {};
    checkRequests(requests);
    const writes = Object.entries(requests).flatMap(([name, all]) => writesTo(call, name, all));
    // Each item is written by itself: a batch is no transaction.
    for (const write of writes)
      if (write.before || write.after) engineOf(call.world).commit([write]);
    const consumptions = () => writes.map((write) => writing(write.table, write));
    return { UnprocessedItems: {}, ...consumedByAll(input.ReturnConsumedCapacity, consumptions) };
  },
});
