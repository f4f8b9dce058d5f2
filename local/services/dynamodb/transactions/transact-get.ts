import type {
  Get,
  TransactGetItem,
  TransactGetItemsCommandInput,
  TransactGetItemsCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { onlyMembers } from "../../../kernel/only-members.ts";
import type { Call } from "../../../kernel/service.ts";
import { engineOf } from "../data/engine.ts";
import { invalid } from "../errors.ts";
import { authorizeItems } from "../items/authorization.ts";
import { checkLevel, consumedByAll, reading, readUnits } from "../items/capacity.ts";
import { readKey } from "../items/keys.ts";
import { onlyProjection, type Projecting } from "../items/projections.ts";
import { LARGEST_TRANSACTION } from "../limits.ts";
import { type Answer, operation } from "../operation.ts";
import { tableForItems } from "../tables/find-table.ts";
import type { TableRecord } from "../tables/records.ts";
import { itemSize } from "../values/size.ts";
import type { Item } from "../values/value.ts";
import { writtenItem } from "../values/write.ts";
import { allDone, type Outcome, outcomeOf } from "./cancelled.ts";
import { checkCount, checkDistinct } from "./checks.ts";

/** One item that a transaction reads, where it is found. */
interface Found {
  readonly table: TableRecord;
  readonly key: string;
  readonly item: Item | undefined;
  readonly project: Projecting;
}

const MEMBERS = ["TableName", "Key", "ProjectionExpression", "ExpressionAttributeNames"];

function sentGet({ Get: sent }: TransactGetItem): Get {
  if (!sent) throw invalid("Invalid Request: TransactGetRequest should contain Get request");
  onlyMembers("Get of dynamodb:TransactGetItems", sent, MEMBERS);
  return sent;
}

function find(call: Call, sent: Get, project: Projecting): Outcome<Found> {
  const table = tableForItems(call, sent.TableName);
  const contents = engineOf(call.world).contents(table);
  return outcomeOf(() => {
    const key = contents.keyOf(readKey(table, sent.Key));
    return { done: { table, key, item: contents.items.get(key), project } };
  });
}

const sizeOf = ({ item }: Found): number => (item ? itemSize(item) : 0);

function checkSize(found: readonly Found[]): void {
  const size = found.reduce((sum, each) => sum + sizeOf(each), 0);
  if (size <= LARGEST_TRANSACTION) return;
  throw invalid(`Payload in response is too large. Payload Size: ${size}`);
}

export const transactGetItems = operation<
  TransactGetItemsCommandInput,
  Answer<TransactGetItemsCommandOutput>
>({
  name: "TransactGetItems",
  members: ["TransactItems", "ReturnConsumedCapacity"],
  authorize: ({ TransactItems = [] }, call) =>
    TransactItems.flatMap(({ Get: sent }) =>
      authorizeItems(call, "GetItem", { TableName: sent?.TableName, Keys: [sent?.Key] }),
    ),
  run(input, call) {
    const { TransactItems: items = [] } = input;
    checkLevel(input.ReturnConsumedCapacity);
    checkCount(items.length);
    const gets = items.map(sentGet);
    const projections = gets.map(onlyProjection);
    const outcomes = gets.map((sent, at) => find(call, sent, projections[at] as Projecting));
    checkDistinct(outcomes);
    const found = allDone(outcomes);
    checkSize(found);
    const consumptions = () =>
      found.map((each) => ({
        ...reading(each.table, 2 * readUnits(sizeOf(each), true)),
        transacted: "ReadCapacityUnits" as const,
      }));
    return {
      Responses: found.map(({ item, project }) =>
        item ? { Item: writtenItem(project(item)) } : {},
      ),
      ...consumedByAll(input.ReturnConsumedCapacity, consumptions),
    };
  },
});
