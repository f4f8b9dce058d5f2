import type { UpdateItemCommandInput, UpdateItemCommandOutput } from "@aws-sdk/client-dynamodb";
import { engineOf } from "../data/engine.ts";
import { enveloped } from "../errors.ts";
import { projected } from "../expressions/projection.ts";
import type { Action } from "../expressions/update.ts";
import { type Answer, operation } from "../operation.ts";
import { tableForItems } from "../tables/find-table.ts";
import { readItem } from "../values/read.ts";
import type { Item } from "../values/value.ts";
import { writtenItem } from "../values/write.ts";
import { authorizeItems } from "./authorization.ts";
import { checkLevel, consumed, writing } from "./capacity.ts";
import { demand } from "./conditions.ts";
import { checkKey } from "./keys.ts";
import { checkMetrics } from "./metrics.ts";
import { type ReturnValues, returnValues } from "./return-values.ts";
import { checkKeysUntouched, readSentUpdate, updatedItem } from "./updates.ts";

interface Updated {
  readonly before: Item | undefined;
  readonly after: Item;
  readonly actions: readonly Action[];
}

/** The part of the item that the caller wants back. */
function wantedPart(wanted: ReturnValues, { before, after, actions }: Updated): Item | undefined {
  if (wanted === "NONE") return undefined;
  const item = wanted.endsWith("OLD") ? before : after;
  if (!item || wanted.startsWith("ALL")) return item;
  const part = projected(
    item,
    actions.map(({ path }) => path),
  );
  return Object.keys(part).length === 0 ? undefined : part;
}

function readRequest(input: UpdateItemCommandInput) {
  checkLevel(input.ReturnConsumedCapacity);
  const wanted = returnValues(input.ReturnValues);
  checkMetrics(input);
  return { wanted, sentKey: readItem(input.Key ?? {}), update: readSentUpdate(input) };
}

export const updateItem = operation<UpdateItemCommandInput, Answer<UpdateItemCommandOutput>>({
  name: "UpdateItem",
  members: [
    "TableName",
    "Key",
    "UpdateExpression",
    "ConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValues",
    "ReturnValuesOnConditionCheckFailure",
    "ReturnConsumedCapacity",
    "ReturnItemCollectionMetrics",
  ],
  authorize: (input, call) => authorizeItems(call, "UpdateItem", { ...input, Keys: [input.Key] }),
  run(input, { world, ...call }) {
    const { wanted, update, ...request } = enveloped(() => readRequest(input));
    const table = tableForItems({ world, ...call }, input.TableName);
    const sentKey = checkKey(table, request.sentKey);
    checkKeysUntouched(table, update.actions);
    const engine = engineOf(world);
    const contents = engine.contents(table);
    const key = contents.keyOf(sentKey);
    const before = contents.items.get(key);
    demand(input, update.condition, before);
    const after = updatedItem(table, before ?? sentKey, update.actions);
    engine.commit([{ table, key, before, after }]);
    const part = wantedPart(wanted, { before, after, actions: update.actions });
    return {
      ...(part && { Attributes: writtenItem(part) }),
      ...consumed(input.ReturnConsumedCapacity, () => writing(table, { before, after })),
    };
  },
});
