import type { KeyShape } from "../tables/records.ts";
import { orderOf } from "../values/order.ts";
import { attributeOf, type Item, keyText, type Value } from "../values/value.ts";
import { OrderedList } from "./ordered-list.ts";

/** Where an item stands in a table or index. */
export interface Position {
  /** Names the partition, and mixes the partitions as DynamoDB does. */
  readonly partition: string;
  /** Text that sorts as the sort keys do; empty without sort key. */
  readonly order: string;
  /** Tells items with the same keys in an index apart: the key text of the item. */
  readonly tie: string;
}

export interface Entry extends Position {
  readonly item: Item;
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export const byPosition = (left: Position, right: Position): number =>
  compareText(left.partition, right.partition) ||
  compareText(left.order, right.order) ||
  compareText(left.tie, right.tie);

const HEX_DIGITS = 8;

/** 32-bit FNV-1a: spreads partition keys evenly and always alike. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

export function partitionOf(value: Value): string {
  const text = keyText(value) ?? "";
  return hashOf(text).toString(16).padStart(HEX_DIGITS, "0") + text;
}

/** The position of an item in a table or index; undefined when it lacks the keys of a sparse index. */
export function positionOf(item: Item, key: KeyShape, tie: string): Position | undefined {
  const hash = attributeOf(item, key.hash);
  const range = key.range === undefined ? undefined : attributeOf(item, key.range);
  if (!hash || (key.range !== undefined && !range)) return undefined;
  return { partition: partitionOf(hash), order: range ? orderOf(range) : "", tie };
}

/** The text under which an item is stored: partition key and sort key. */
export function storageKey(item: Item, { hash, range }: KeyShape): string {
  const hashText = keyText(item[hash] as Value) ?? "";
  if (range === undefined) return hashText;
  return `${hashText.length}:${hashText}${keyText(item[range] as Value) ?? ""}`;
}

export const orderedEntries = (): OrderedList<Entry> => new OrderedList<Entry>(byPosition);

/** Where a partition lies among all, from 0 (included) to 1 (excluded). */
export const hashOfPartition = (partition: string): number =>
  Number.parseInt(partition.slice(0, HEX_DIGITS), 16) / 2 ** 32;
