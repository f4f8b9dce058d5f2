import { constraintError, validationError } from "./errors.ts";

/** How listings are asked for and answered in pages. */
export interface PageInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export const PAGE_MEMBERS = ["Marker", "MaxItems"] as const;

const USUAL_PAGE = 100;
const LARGEST_PAGE = 1000;

export interface Page<T> {
  readonly items: readonly T[];
  /** The members of the answer that tell whether there is more. */
  readonly more: { readonly IsTruncated: boolean; readonly Marker?: string };
}

const toMarker = (last: string) => Buffer.from(last, "utf8").toString("base64");

function fromMarker(marker: string): string {
  const last = Buffer.from(marker, "base64").toString("utf8");
  if (toMarker(last) !== marker) throw validationError("Invalid Marker.");
  return last;
}

function pageSize(maxItems: number | undefined): number {
  if (maxItems === undefined) return USUAL_PAGE;
  if (maxItems < 1) {
    throw constraintError(
      "maxItems",
      maxItems,
      "Member must have value greater than or equal to 1",
    );
  }
  return Math.min(maxItems, LARGEST_PAGE);
}

/**
 * One page of items, in order of their key. The marker remembers the last key, so that items that come
 * or go between two pages shift nothing. Errors: ValidationError for a marker that we never gave.
 */
export function pageOf<T>(
  items: Iterable<T>,
  key: (item: T) => string,
  { Marker, MaxItems }: PageInput,
): Page<T> {
  const size = pageSize(MaxItems);
  const after = Marker === undefined ? "" : fromMarker(Marker);
  const sorted = [...items]
    .filter((item) => key(item) > after)
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
  const page = sorted.slice(0, size);
  const last = page.at(-1);
  if (sorted.length <= size || last === undefined) {
    return { items: page, more: { IsTruncated: false } };
  }
  return { items: page, more: { IsTruncated: true, Marker: toMarker(key(last)) } };
}
