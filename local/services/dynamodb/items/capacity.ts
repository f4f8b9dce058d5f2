import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";
import { byPosition, positionOf } from "../data/entries.ts";
import { constraint } from "../errors.ts";
import { READ_UNIT, WRITE_UNIT } from "../limits.ts";
import { heldAttributes, heldPart } from "../tables/held-attributes.ts";
import type { IndexRecord, TableRecord } from "../tables/records.ts";
import { equal } from "../values/order.ts";
import { itemSize } from "../values/size.ts";
import type { Item } from "../values/value.ts";

/** What a request used of a table and its indexes, in capacity units. */
export interface Consumption {
  readonly table: TableRecord;
  readonly tableUnits: number;
  readonly indexUnits: Readonly<Record<string, number>>;
  /** Named apart in the answers to transactions. */
  readonly transacted?: "ReadCapacityUnits" | "WriteCapacityUnits";
}

/** Reads and writes of transactions take twice as much. */
export type Effort = 1 | 2;

const LEVELS: readonly string[] = ["INDEXES", "TOTAL", "NONE"];

/** Errors: ValidationException for an unknown ReturnConsumedCapacity. */
export function checkLevel(level: string | undefined): void {
  if (level === undefined || LEVELS.includes(level)) return;
  throw constraint(
    level,
    "returnConsumedCapacity",
    "Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
  );
}

const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_UNIT));

/** Units for reading so many bytes; half as many where old data will do. */
export function readUnits(bytes: number, isConsistent: boolean): number {
  const units = Math.max(1, Math.ceil(bytes / READ_UNIT));
  return isConsistent ? units : units / 2;
}

const sizeOf = (item: Item | undefined): number => (item ? itemSize(item) : 0);

/** What an index has of an item; undefined when the item is not in it. */
function entryOf(table: TableRecord, index: IndexRecord, item: Item | undefined) {
  const position = item && positionOf(item, index.key, "");
  return item && position && { position, held: heldPart(item, heldAttributes({ table, index })) };
}

/** An index is written where what it holds of an item comes, goes or changes; twice where it moves. */
function indexUnits(
  { table, index }: { readonly table: TableRecord; readonly index: IndexRecord },
  before: Item | undefined,
  after: Item | undefined,
): number {
  const old = entryOf(table, index, before);
  const next = entryOf(table, index, after);
  if (!old || !next) return old || next ? writeUnits(sizeOf(old?.held ?? next?.held)) : 0;
  if (equal({ M: old.held }, { M: next.held })) return 0;
  const units = Math.max(writeUnits(sizeOf(old.held)), writeUnits(sizeOf(next.held)));
  if (byPosition(old.position, next.position) === 0) return units;
  return writeUnits(sizeOf(old.held)) + writeUnits(sizeOf(next.held));
}

/** What writing an item takes. */
export function writing(
  table: TableRecord,
  { before, after }: { readonly before: Item | undefined; readonly after: Item | undefined },
  effort: Effort = 1,
): Consumption {
  const units = writeUnits(Math.max(sizeOf(before), sizeOf(after)));
  const byIndex: Record<string, number> = {};
  for (const index of table.indexes) {
    const taken = indexUnits({ table, index }, before, after);
    if (taken > 0) byIndex[index.name] = taken * effort;
  }
  return { table, tableUnits: units * effort, indexUnits: byIndex };
}

/** What reading from a table takes. */
export const reading = (table: TableRecord, units: number): Consumption => ({
  table,
  tableUnits: units,
  indexUnits: {},
});

function byKind({ table, indexUnits: units }: Consumption, kind: "global" | "local") {
  const entries = table.indexes
    .filter((index) => index.kind === kind && units[index.name] !== undefined)
    .map(({ name }): [string, { CapacityUnits: number }] => [
      name,
      { CapacityUnits: units[name] ?? 0 },
    ]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function shown(consumption: Consumption, level: string): ConsumedCapacity {
  const { table, tableUnits, indexUnits } = consumption;
  const total = Object.values(indexUnits).reduce((sum, each) => sum + each, tableUnits);
  const apart = (units: number) =>
    consumption.transacted ? { [consumption.transacted]: units } : {};
  const all = { TableName: table.name, CapacityUnits: total, ...apart(total) };
  if (level === "TOTAL") return all;
  const [global, local] = [byKind(consumption, "global"), byKind(consumption, "local")];
  return {
    ...all,
    Table: { CapacityUnits: tableUnits, ...apart(tableUnits) },
    ...(global && { GlobalSecondaryIndexes: global }),
    ...(local && { LocalSecondaryIndexes: local }),
  };
}

/** ConsumedCapacity of an answer about one table, as the caller asked for it. */
export function consumed(
  level: string | undefined,
  consumption: () => Consumption,
): { readonly ConsumedCapacity?: ConsumedCapacity } {
  if (level !== "TOTAL" && level !== "INDEXES") return {};
  return { ConsumedCapacity: shown(consumption(), level) };
}

function added(one: Consumption, other: Consumption): Consumption {
  const units = { ...one.indexUnits };
  for (const [name, more] of Object.entries(other.indexUnits)) {
    units[name] = (units[name] ?? 0) + more;
  }
  return { ...one, tableUnits: one.tableUnits + other.tableUnits, indexUnits: units };
}

/** ConsumedCapacity of an answer about several tables. */
export function consumedByAll(
  level: string | undefined,
  all: () => readonly Consumption[],
): { readonly ConsumedCapacity?: ConsumedCapacity[] } {
  if (level !== "TOTAL" && level !== "INDEXES") return {};
  const byTable = new Map<string, Consumption>();
  for (const each of all()) {
    const known = byTable.get(each.table.id);
    byTable.set(each.table.id, known ? added(known, each) : each);
  }
  return { ConsumedCapacity: [...byTable.values()].map((each) => shown(each, level)) };
}
