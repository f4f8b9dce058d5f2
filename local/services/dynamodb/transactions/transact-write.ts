import type {
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  TransactWriteItemsCommandOutput,
} from "@aws-sdk/client-dynamodb";
import type { Authorization, Call } from "../../../kernel/service.ts";
import { engineOf, type Write } from "../data/engine.ts";
import type { TableContents } from "../data/table-contents.ts";
import { invalid } from "../errors.ts";
import { authorizeItems } from "../items/authorization.ts";
import {
  type Consumption,
  checkLevel,
  consumedByAll,
  reading,
  readUnits,
  writing,
} from "../items/capacity.ts";
import { isMet, itemOfFailure } from "../items/conditions.ts";
import { checkMetrics } from "../items/metrics.ts";
import { LARGEST_TRANSACTION } from "../limits.ts";
import { type Answer, operation } from "../operation.ts";
import { tableForItems } from "../tables/find-table.ts";
import type { TableRecord } from "../tables/records.ts";
import { itemSize } from "../values/size.ts";
import {
  type ActionName,
  actionOf,
  checkNothingEmpty,
  checkSubject,
  itemAfter,
  type TransactedAction,
} from "./actions.ts";
import { allDone, conditionReason, type Outcome, outcomeOf } from "./cancelled.ts";
import { checkCount, checkDistinct } from "./checks.ts";
import { checkToken, fingerprintOf, forgetOldTokens, isRepeated, storedToken } from "./tokens.ts";

/** One item of a transaction with its table. */
interface Place {
  readonly action: TransactedAction;
  readonly table: TableRecord;
  readonly contents: TableContents;
}

/** What an action is about, and where it is kept. */
interface Located extends Place {
  readonly key: string;
}

const PERMISSIONS: Readonly<Record<ActionName, string>> = {
  ConditionCheck: "ConditionCheckItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
};

/** Each item needs the permission that it would need alone ("Using IAM with DynamoDB transactions"). */
function authorizeTransaction(
  { TransactItems = [] }: TransactWriteItemsCommandInput,
  call: Call,
): readonly Authorization[] {
  return TransactItems.flatMap((item) =>
    (Object.keys(PERMISSIONS) as ActionName[]).flatMap((name) => {
      const sent = item[name];
      if (!sent) return [];
      const Keys = ["Item" in sent ? sent.Item : "Key" in sent ? sent.Key : undefined];
      return authorizeItems(call, PERMISSIONS[name], { TableName: sent.TableName, Keys });
    }),
  );
}

function placeFor(call: Call, action: TransactedAction): Place {
  const table = tableForItems(call, action.sent.TableName);
  return { action, table, contents: engineOf(call.world).contents(table) };
}

function locate(place: Place): Outcome<Located> {
  const { table, action, contents } = place;
  checkNothingEmpty(table, action);
  return outcomeOf(() => {
    checkSubject(table, action);
    return { done: { ...place, key: contents.keyOf(action.subject) } };
  });
}

/** Tries an action on the item as it is. */
function attempt({ action, table, contents, key }: Located): Outcome<Write> {
  return outcomeOf(() => {
    const before = contents.items.get(key);
    if (!isMet(action.condition, before)) {
      return { reason: conditionReason(itemOfFailure(action.sent, before)) };
    }
    return { done: { table, key, before, after: itemAfter(table, action, before) } };
  });
}

function checkSize(writes: readonly Write[]): void {
  const sizes = writes.map(({ before, after }) => itemSize(after ?? before ?? {}));
  const size = sizes.reduce((sum, each) => sum + each, 0);
  if (size <= LARGEST_TRANSACTION) return;
  throw invalid(`Transaction payload size cannot exceed 4MB. Payload Size: ${size}`);
}

/** All that the items want to write. Errors: those of the operation. */
function writesOf(call: Call, items: readonly TransactWriteItem[]): readonly Write[] {
  const actions = items.map(actionOf);
  const places = actions.map((action) => placeFor(call, action));
  const located = places.map(locate);
  checkDistinct(located);
  const writes = allDone(located.map((each) => ("done" in each ? attempt(each.done) : each)));
  checkSize(writes);
  return writes;
}

/** A transaction that was done before does nothing again; it only reads. */
function readAgain(call: Call, items: readonly TransactWriteItem[]): readonly Consumption[] {
  return items.map((item, at) => {
    const { table, contents, action } = placeFor(call, actionOf(item, at));
    const found = contents.items.get(contents.keyOf(action.subject));
    const units = 2 * readUnits(found ? itemSize(found) : 0, true);
    return { ...reading(table, units), transacted: "ReadCapacityUnits" };
  });
}

export const transactWriteItems = operation<
  TransactWriteItemsCommandInput,
  Answer<TransactWriteItemsCommandOutput>
>({
  name: "TransactWriteItems",
  members: [
    "TransactItems",
    "ClientRequestToken",
    "ReturnConsumedCapacity",
    "ReturnItemCollectionMetrics",
  ],
  authorize: authorizeTransaction,
  run(input, call) {
    const { TransactItems: items = [], ClientRequestToken: token } = input;
    checkLevel(input.ReturnConsumedCapacity);
    checkMetrics(input);
    checkCount(items.length);
    checkToken(token);
    const fingerprint = token === undefined ? "" : fingerprintOf(items);
    if (token !== undefined && isRepeated(call, token, fingerprint)) {
      return consumedByAll(input.ReturnConsumedCapacity, () => readAgain(call, items));
    }
    const writes = writesOf(call, items);
    const changing = writes.filter(({ before, after }) => before !== after);
    const more = token === undefined ? [] : storedToken(call, token, fingerprint);
    engineOf(call.world).commit(changing, { where: call, all: more });
    forgetOldTokens(call);
    const consumptions = () =>
      writes.map((write) => ({
        ...writing(write.table, write, 2),
        transacted: "WriteCapacityUnits" as const,
      }));
    return consumedByAll(input.ReturnConsumedCapacity, consumptions);
  },
});
