import type { DeleteItemCommandInput, DeleteItemCommandOutput } from "@aws-sdk/client-dynamodb";
import { engineOf } from "../data/engine.ts";
import { enveloped } from "../errors.ts";
import { type Answer, operation } from "../operation.ts";
import { tableForItems } from "../tables/find-table.ts";
import { readItem } from "../values/read.ts";
import { writtenItem } from "../values/write.ts";
import { authorizeItems } from "./authorization.ts";
import { checkLevel, consumed, writing } from "./capacity.ts";
import { demand, onlyCondition } from "./conditions.ts";
import { checkKey } from "./keys.ts";
import { checkMetrics } from "./metrics.ts";
import { oldOrNone } from "./return-values.ts";

function readRequest(input: DeleteItemCommandInput) {
  checkLevel(input.ReturnConsumedCapacity);
  const wanted = oldOrNone(input.ReturnValues);
  checkMetrics(input);
  return { wanted, sentKey: readItem(input.Key ?? {}), condition: onlyCondition(input) };
}

export const deleteItem = operation<DeleteItemCommandInput, Answer<DeleteItemCommandOutput>>({
  name: "DeleteItem",
  members: [
    "TableName",
    "Key",
    "ConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValues",
    "ReturnValuesOnConditionCheckFailure",
    "ReturnConsumedCapacity",
    "ReturnItemCollectionMetrics",
  ],
  authorize: (input, call) => authorizeItems(call, "DeleteItem", { ...input, Keys: [input.Key] }),
  run(input, { world, ...call }) {
    const { wanted, condition, sentKey } = enveloped(() => readRequest(input));
    const table = tableForItems({ world, ...call }, input.TableName);
    const engine = engineOf(world);
    const contents = engine.contents(table);
    const key = contents.keyOf(checkKey(table, sentKey));
    const before = contents.items.get(key);
    demand(input, condition, before);
    if (before) engine.commit([{ table, key, before, after: undefined }]);
    return {
      ...(wanted === "ALL_OLD" && before && { Attributes: writtenItem(before) }),
      ...consumed(input.ReturnConsumedCapacity, () => writing(table, { before, after: undefined })),
    };
  },
});
