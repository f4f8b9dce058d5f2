import type {
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  KeysAndAttributes,
} from "@aws-sdk/client-dynamodb";
import { onlyMembers } from "../../../kernel/only-members.ts";
import type { Call } from "../../../kernel/service.ts";
import { engineOf } from "../data/engine.ts";
import type { TableContents } from "../data/table-contents.ts";
import { constraint, invalid } from "../errors.ts";
import { LARGEST_BATCH_READ, MOST_BATCH_READS } from "../limits.ts";
import { type Answer, operation } from "../operation.ts";
import { tableForItems } from "../tables/find-table.ts";
import type { TableRecord } from "../tables/records.ts";
import { itemSize } from "../values/size.ts";
import { writtenItem } from "../values/write.ts";
import { authorizeItems } from "./authorization.ts";
import { type Consumption, checkLevel, consumedByAll, reading, readUnits } from "./capacity.ts";
import { readKey } from "./keys.ts";
import { onlyProjection, type Projecting } from "./projections.ts";

type Requests = Readonly<Record<string, KeysAndAttributes>>;

/** The keys that are asked of one table. */
interface Part {
  readonly name: string;
  readonly sent: KeysAndAttributes;
  readonly table: TableRecord;
  readonly contents: TableContents;
  readonly project: Projecting;
}

const MEMBERS = ["Keys", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames"];

function checkRequests(requests: Requests): void {
  const all = Object.entries(requests);
  if (all.length === 0) {
    throw invalid(
      "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  for (const [name, sent] of all) {
    onlyMembers("dynamodb:BatchGetItem", sent, MEMBERS);
    if (sent.Keys?.length) continue;
    const rule = "Member must have length greater than or equal to 1";
    throw constraint("[]", `requestItems.${name}.member.keys`, rule);
  }
  const count = all.reduce((sum, [, { Keys }]) => sum + (Keys?.length ?? 0), 0);
  if (count > MOST_BATCH_READS) {
    throw invalid("Too many items requested for the BatchGetItem call");
  }
}

function partOf(call: Call, name: string, sent: KeysAndAttributes): Part {
  const project = onlyProjection(sent);
  const table = tableForItems(call, name);
  return { name, sent, table, contents: engineOf(call.world).contents(table), project };
}

/** The storage keys of a part. Errors: ValidationException for keys that do not fit, or come twice. */
function keysOf({ sent, table, contents }: Part): readonly string[] {
  const keys = (sent.Keys ?? []).map((key) => contents.keyOf(readKey(table, key)));
  if (new Set(keys).size === keys.length) return keys;
  throw invalid("Provided list of item keys contains duplicates");
}

/** Reads until the answer is full; the keys that are left over come back unprocessed. */
class Reading {
  readonly responses: Record<string, ReturnType<typeof writtenItem>[]> = {};
  readonly unprocessed: Record<string, KeysAndAttributes> = {};
  readonly consumptions: Consumption[] = [];
  #bytes = 0;

  read(part: Part, keys: readonly string[]): void {
    const { name, sent, table, contents, project } = part;
    const found: ReturnType<typeof writtenItem>[] = [];
    this.responses[name] = found;
    for (const [at, key] of keys.entries()) {
      const item = contents.items.get(key);
      const size = item ? itemSize(item) : 0;
      this.#bytes += size;
      if (this.#bytes > LARGEST_BATCH_READ) {
        this.unprocessed[name] = { ...sent, Keys: (sent.Keys ?? []).slice(at) };
        return;
      }
      this.consumptions.push(reading(table, readUnits(size, sent.ConsistentRead ?? false)));
      if (item) found.push(writtenItem(project(item)));
    }
  }
}

export const batchGetItem = operation<BatchGetItemCommandInput, Answer<BatchGetItemCommandOutput>>({
  name: "BatchGetItem",
  members: ["RequestItems", "ReturnConsumedCapacity"],
  authorize: (input, call) =>
    Object.entries(input.RequestItems ?? {}).flatMap(([TableName, { Keys = [] }]) =>
      authorizeItems(call, "BatchGetItem", { ...input, TableName, Keys }),
    ),
  run(input, call) {
    checkLevel(input.ReturnConsumedCapacity);
    const requests = input.RequestItems ?? {};
    checkRequests(requests);
    const parts = Object.entries(requests).map(([name, sent]) => partOf(call, name, sent));
    const asked = parts.map((part) => ({ part, keys: keysOf(part) }));
    const reading = new Reading();
    for (const { part, keys } of asked) reading.read(part, keys);
    return {
      Responses: reading.responses,
      UnprocessedKeys: reading.unprocessed,
      ...consumedByAll(input.ReturnConsumedCapacity, () => reading.consumptions),
    };
  },
});
