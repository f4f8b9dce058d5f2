import type { Entry } from "../data/entries.ts";
import { constraint } from "../errors.ts";
import { type Condition, holds } from "../expressions/condition.ts";
import { LARGEST_PAGE } from "../limits.ts";
import { itemSize } from "../values/size.ts";
import type { Item } from "../values/value.ts";
import type { Shown } from "./select.ts";

/** What one page takes from the entries that a query or scan goes through. */
export interface PageWanted {
  readonly limit: number | undefined;
  readonly filter: Condition | undefined;
  readonly shown: Shown;
}

export interface Page {
  readonly items: readonly Item[];
  readonly scanned: number;
  /** Bytes that were read. */
  readonly bytes: number;
  /** The last item that was read, when there may be more after it. */
  readonly last: Item | undefined;
}

/** Errors: ValidationException for a Limit below one. */
export function checkLimit(limit: number | undefined): void {
  if (limit === undefined || limit >= 1) return;
  throw constraint(String(limit), "limit", "Member must have value greater than or equal to 1");
}

/** Reads until the limit, a megabyte or the end, and keeps what passes the filter. */
export function pageOf(entries: Iterable<Entry>, { limit, filter, shown }: PageWanted): Page {
  const items: Item[] = [];
  let scanned = 0;
  let bytes = 0;
  for (const { item } of entries) {
    const part = shown.filtered(item);
    scanned += 1;
    bytes += itemSize(part);
    if (!filter || holds(filter, part)) items.push(shown.project(part));
    if (scanned === limit || bytes > LARGEST_PAGE) return { items, scanned, bytes, last: item };
  }
  return { items, scanned, bytes, last: undefined };
}
