/** Which keys of a bucket a listing wants, and how many. */
export interface KeyQuery {
  readonly prefix: string;
  /** Keys with this text after the prefix are rolled up; `""` for none. */
  readonly delimiter: string;
  /** The listing goes on after this key or common prefix. */
  readonly after: string;
  readonly limit: number;
}

/** One page: keys and common prefixes, both sorted. */
export interface KeyPage {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** The last key or common prefix of the page, when there is more. */
  readonly next?: string;
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** The common prefix that stands for `key` in the listing, if it is rolled up. */
function commonPrefixOf(key: string, { prefix, delimiter }: KeyQuery): string | undefined {
  const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

/** Lists keys in the order of their UTF-8 bytes, as S3 does. */
export function listKeys(all: Iterable<string>, query: KeyQuery): KeyPage {
  const rolledUp = new Map<string, boolean>();
  for (const key of all) {
    if (!key.startsWith(query.prefix) || byBytes(key, query.after) <= 0) continue;
    const common = commonPrefixOf(key, query);
    if (common !== query.after) rolledUp.set(common ?? key, common !== undefined);
  }
  const sorted = [...rolledUp.keys()].sort(byBytes);
  const page = sorted.slice(0, query.limit);
  const last = page.at(-1);
  return {
    keys: page.filter((entry) => rolledUp.get(entry) === false),
    commonPrefixes: page.filter((entry) => rolledUp.get(entry) === true),
    ...(last !== undefined && sorted.length > page.length && { next: last }),
  };
}

/** A key as `EncodingType=url` wants it: percent-encoded, with the slashes left. */
export function encodeKey(key: string, encoding: "url" | undefined): string {
  return encoding === "url" ? encodeURIComponent(key).replaceAll("%2F", "/") : key;
}
