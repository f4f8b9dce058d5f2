import { type Entry, type Position, partitionOf } from "../data/entries.ts";
import type { OrderedList } from "../data/ordered-list.ts";
import type { KeyCondition, RangeCondition } from "../expressions/key-condition.ts";
import { orderOf } from "../values/order.ts";

/** Text after every text that begins alike. */
const BEYOND = "\uffff";

/** Bounds of sort keys, both included, as text that sorts like them; and what is left out within. */
interface Bounds {
  readonly low: string;
  readonly high: string;
  readonly without?: string;
}

function boundsOf(range: RangeCondition | undefined): Bounds {
  if (!range) return { low: "", high: BEYOND };
  if (range.operator === "BETWEEN") return { low: orderOf(range.low), high: orderOf(range.high) };
  const at = orderOf(range.value);
  switch (range.operator) {
    case "=":
      return { low: at, high: at };
    case "<":
      return { low: "", high: at, without: at };
    case "<=":
      return { low: "", high: at };
    case ">":
      return { low: at, high: BEYOND, without: at };
    case ">=":
      return { low: at, high: BEYOND };
    case "begins_with":
      return { low: at, high: at + BEYOND };
    default:
      return range satisfies never;
  }
}

const isWithin = (order: string, { low, high, without }: Bounds): boolean =>
  order >= low && order <= high && order !== without;

/** Whether a position can be one that the condition finds. */
export function fits(condition: KeyCondition, { partition, order }: Position) {
  return {
    partition: partition === partitionOf(condition.hash),
    order: isWithin(order, boundsOf(condition.range)),
  };
}

/** Entries that a key condition finds, from `start` (left out) on, in either direction. */
export function* entriesFor(
  entries: OrderedList<Entry>,
  condition: KeyCondition,
  { start, isBackward }: { readonly start: Position | undefined; readonly isBackward: boolean },
): Generator<Entry, void, undefined> {
  const partition = partitionOf(condition.hash);
  const bounds = boundsOf(condition.range);
  const from = (position: Position) => position as Entry;
  const found = isBackward
    ? entries.downwards(from(start ?? { partition, order: bounds.high, tie: BEYOND }))
    : entries.upwards(from(start ?? { partition, order: bounds.low, tie: "" }));
  for (const entry of found) {
    if (entry.partition !== partition) return;
    if (isBackward ? entry.order < bounds.low : entry.order > bounds.high) return;
    if (entry.order === bounds.without || isSame(entry, start)) continue;
    yield entry;
  }
}

const isSame = (entry: Entry, start: Position | undefined): boolean =>
  start !== undefined && entry.order === start.order && entry.tie === start.tie;
