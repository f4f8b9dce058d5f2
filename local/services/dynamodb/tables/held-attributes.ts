import type { Item } from "../values/value.ts";
import { type IndexRecord, keyNames, type TableRecord } from "./records.ts";

/** The attributes of an index that does not hold all; undefined for tables and full indexes. */
export function heldAttributes({
  table,
  index,
}: {
  readonly table: TableRecord;
  readonly index: IndexRecord | undefined;
}): ReadonlySet<string> | undefined {
  if (!index || index.projection.type === "ALL") return undefined;
  return new Set([...keyNames(table.key), ...keyNames(index.key), ...index.projection.attributes]);
}

/** What an index holds of an item. */
export function heldPart(item: Item, held: ReadonlySet<string> | undefined): Item {
  if (!held) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => held.has(name)));
}
