import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Authorization, Call } from "../../../kernel/service.ts";
import { onTable } from "../operation.ts";
import { addressOf, lookUp } from "../tables/find-table.ts";
import type { TableRecord } from "../tables/records.ts";

type SentKey = Record<string, AttributeValue> | undefined;

/** Which items of which table a request is about. */
export interface ItemsWanted {
  readonly TableName?: string | undefined;
  readonly Keys: readonly SentKey[];
  readonly ReturnValues?: string | undefined;
  readonly ReturnConsumedCapacity?: string | undefined;
  readonly Select?: string | undefined;
}

function textOf(value: AttributeValue | undefined): string | undefined {
  if (value?.B) return Buffer.from(value.B).toString("base64");
  return value?.S ?? value?.N;
}

function tableOrNone(call: Call, name: string | undefined): TableRecord | undefined {
  try {
    return lookUp(call, addressOf(call, name));
  } catch {
    // What is no name has no table; the operation itself says so.
    return undefined;
  }
}

/** The partition keys of a request: condition key `dynamodb:LeadingKeys`. */
function leadingKeys(call: Call, { TableName, Keys }: ItemsWanted): readonly string[] {
  const hash = tableOrNone(call, TableName)?.key.hash;
  if (hash === undefined) return [];
  return Keys.map((key) => textOf(key?.[hash])).filter((text) => text !== undefined);
}

/** What must be allowed to read or write these items, with DynamoDB's condition keys. */
export function authorizeItems(
  call: Call,
  action: string,
  wanted: ItemsWanted,
): readonly Authorization[] {
  const leading = leadingKeys(call, wanted);
  const { ReturnValues, ReturnConsumedCapacity, Select } = wanted;
  return [
    {
      ...onTable(call, { action, table: wanted.TableName }),
      context: {
        ...(leading.length > 0 && { "dynamodb:LeadingKeys": leading }),
        ...(ReturnValues !== undefined && { "dynamodb:ReturnValues": ReturnValues }),
        ...(ReturnConsumedCapacity !== undefined && {
          "dynamodb:ReturnConsumedCapacity": ReturnConsumedCapacity,
        }),
        ...(Select !== undefined && { "dynamodb:Select": Select }),
      },
    },
  ];
}
