import type { PutItemCommandInput, PutItemCommandOutput } from "@aws-sdk/client-dynamodb";
import { engineOf } from "../data/engine.ts";
import { enveloped } from "../errors.ts";
import { type Answer, operation } from "../operation.ts";
import { tableForItems } from "../tables/find-table.ts";
import { readItem } from "../values/read.ts";
import { writtenItem } from "../values/write.ts";
import { authorizeItems } from "./authorization.ts";
import { checkLevel, consumed, writing } from "./capacity.ts";
import { demand, onlyCondition } from "./conditions.ts";
import { checkNewItem } from "./keys.ts";
import { checkMetrics } from "./metrics.ts";
import { oldOrNone } from "./return-values.ts";

function readRequest(input: PutItemCommandInput) {
  checkLevel(input.ReturnConsumedCapacity);
  const wanted = oldOrNone(input.ReturnValues);
  checkMetrics(input);
  return { wanted, item: readItem(input.Item ?? {}), condition: onlyCondition(input) };
}

export const putItem = operation<PutItemCommandInput, Answer<PutItemCommandOutput>>({
  name: "PutItem",
  members: [
    "TableName",
    "Item",
    "ConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValues",
    "ReturnValuesOnConditionCheckFailure",
    "ReturnConsumedCapacity",
    "ReturnItemCollectionMetrics",
  ],
  authorize: (input, call) => authorizeItems(call, "PutItem", { ...input, Keys: [input.Item] }),
  run(input, { world, ...call }) {
    const { wanted, condition, item } = enveloped(() => readRequest(input));
    const table = tableForItems({ world, ...call }, input.TableName);
    const after = checkNewItem(table, item);
    const engine = engineOf(world);
    const contents = engine.contents(table);
    const key = contents.keyOf(after);
    const before = contents.items.get(key);
    demand(input, condition, before);
    engine.commit([{ table, key, before, after }]);
    return {
      ...(wanted === "ALL_OLD" && before && { Attributes: writtenItem(before) }),
      ...consumed(input.ReturnConsumedCapacity, () => writing(table, { before, after })),
    };
  },
});
