import type { QueryCommandOutput } from "@aws-sdk/client-dynamodb";
import { type Consumption, consumed, readUnits } from "../items/capacity.ts";
import type { Answer } from "../operation.ts";
import { writtenItem } from "../values/write.ts";
import type { Page } from "./page.ts";
import { fullKey, type Target } from "./target.ts";

/** What of the request decides how the page is answered. */
interface Asked {
  readonly Select?: string | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ReturnConsumedCapacity?: string | undefined;
}

function consumption({ table, index }: Target, units: number): Consumption {
  if (!index) return { table, tableUnits: units, indexUnits: {} };
  return { table, tableUnits: 0, indexUnits: { [index.name]: units } };
}

/** The answer to a Query or Scan. */
export function pageAnswer(target: Target, page: Page, asked: Asked): Answer<QueryCommandOutput> {
  const { last } = page;
  return {
    ...(asked.Select !== "COUNT" && { Items: page.items.map(writtenItem) }),
    Count: page.items.length,
    ScannedCount: page.scanned,
    ...(last && { LastEvaluatedKey: writtenItem(fullKey(target, last)) }),
    ...consumed(asked.ReturnConsumedCapacity, () =>
      consumption(target, readUnits(page.bytes, asked.ConsistentRead ?? false)),
    ),
  };
}
