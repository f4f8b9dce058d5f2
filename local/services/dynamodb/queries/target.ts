import { engineOf } from "../data/engine.ts";
import { type Entry, storageKey } from "../data/entries.ts";
import type { OrderedList } from "../data/ordered-list.ts";
import { invalid, invalidParameter } from "../errors.ts";
import { tableForItems } from "../tables/find-table.ts";
import { heldAttributes } from "../tables/held-attributes.ts";
import {
  type IndexRecord,
  type KeyShape,
  keyNames,
  type Site,
  type TableRecord,
} from "../tables/records.ts";
import { indexStatus } from "../tables/table-states.ts";
import { attributeOf, type Item, type Value } from "../values/value.ts";

/** What a query or scan goes through: a table, or one of its indexes. */
export interface Target {
  readonly table: TableRecord;
  readonly index: IndexRecord | undefined;
  readonly key: KeyShape;
  readonly entries: OrderedList<Entry>;
}

/** How a request names its target. */
export interface SentTarget {
  readonly TableName?: string | undefined;
  readonly IndexName?: string | undefined;
  readonly ConsistentRead?: boolean | undefined;
}

/** Finds the target of a request. Errors: ResourceNotFoundException, ValidationException. */
export function targetOf(site: Site, sent: SentTarget): Target {
  const table = tableForItems(site, sent.TableName);
  const index = sent.IndexName === undefined ? undefined : indexOf(site, table, sent.IndexName);
  if (sent.ConsistentRead && index?.kind === "global") {
    throw invalid("Consistent reads are not supported on global secondary indexes");
  }
  const entries = engineOf(site.world).contents(table).entries(index?.name);
  return { table, index, key: (index ?? table).key, entries };
}

function indexOf({ world }: Site, table: TableRecord, name: string): IndexRecord {
  const index = table.indexes.find((each) => each.name === name);
  if (!index) throw invalid(`The table does not have the specified index: ${name}`);
  if (indexStatus(index, table, world.clock.now()) === "CREATING") {
    throw invalid(`Cannot read from backfilling global secondary index: ${name}`);
  }
  return index;
}

/** The key of an item in its table and in the index: what LastEvaluatedKey holds. */
export function fullKey({ table, index }: Target, item: Item): Item {
  const names = new Set([...keyNames(table.key), ...(index ? keyNames(index.key) : [])]);
  return Object.fromEntries([...names].map((name) => [name, attributeOf(item, name) as Value]));
}

/** Tells items of an index with the same keys apart, as the engine does. */
export const tieOf = ({ table, index }: Target, item: Item): string =>
  index ? storageKey(item, table.key) : "";

/** Errors: ValidationException when attributes are asked of a global index that does not hold them. */
export function checkHeld(target: Target, names: readonly string[], problem: string): void {
  const held = target.index?.kind === "global" ? heldAttributes(target) : undefined;
  const missing = held ? names.filter((name) => !held.has(name)) : [];
  if (missing.length > 0) throw invalidParameter(`${problem} [${missing.join(", ")}]`);
}
