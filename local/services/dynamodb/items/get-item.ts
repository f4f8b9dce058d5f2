import type { GetItemCommandInput, GetItemCommandOutput } from "@aws-sdk/client-dynamodb";
import { engineOf } from "../data/engine.ts";
import { type Answer, operation } from "../operation.ts";
import { tableForItems } from "../tables/find-table.ts";
import { itemSize } from "../values/size.ts";
import { writtenItem } from "../values/write.ts";
import { authorizeItems } from "./authorization.ts";
import { checkLevel, consumed, reading, readUnits } from "./capacity.ts";
import { readKey } from "./keys.ts";
import { onlyProjection } from "./projections.ts";

export const getItem = operation<GetItemCommandInput, Answer<GetItemCommandOutput>>({
  name: "GetItem",
  members: [
    "TableName",
    "Key",
    "ConsistentRead",
    "ProjectionExpression",
    "ExpressionAttributeNames",
    "ReturnConsumedCapacity",
  ],
  authorize: (input, call) => authorizeItems(call, "GetItem", { ...input, Keys: [input.Key] }),
  run(input, { world, ...call }) {
    checkLevel(input.ReturnConsumedCapacity);
    const projection = onlyProjection(input);
    const table = tableForItems({ world, ...call }, input.TableName);
    const contents = engineOf(world).contents(table);
    const item = contents.items.get(contents.keyOf(readKey(table, input.Key)));
    return {
      ...(item && { Item: writtenItem(projection(item)) }),
      ...consumed(input.ReturnConsumedCapacity, () =>
        reading(table, readUnits(item ? itemSize(item) : 0, input.ConsistentRead ?? false)),
      ),
    };
  },
});
