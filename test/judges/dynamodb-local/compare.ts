import type { SequenceCall } from "../../local/dynamodb/sequence/call.ts";
import type { Answer } from "./answer.ts";

/** What of two answers can be compared. */
export interface Comparable {
  /** Name of the error; absent when the call succeeded. */
  readonly error?: string;
  readonly message?: string;
  readonly answer: unknown;
}

/** Facts of one account, one moment or one implementation. */
const OWN_FACTS: ReadonlySet<string> = new Set([
  "CreationDateTime",
  "TableArn",
  "IndexArn",
  "TableId",
  "LastUpdateToPayPerRequestDateTime",
  "LastIncreaseDateTime",
  "LastDecreaseDateTime",
  "TableStatus",
  "IndexStatus",
  "Backfilling",
  "TableSizeBytes",
  "IndexSizeBytes",
]);

/** Every member in one order, without what is nobody's business. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name]) => !OWN_FACTS.has(name))
    .map(([name, each]): [string, unknown] => [name, plain(each)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Lists whose order means nothing: partitions are scanned in any order, and indexes named in any. */
const UNORDERED: Readonly<Record<string, readonly string[]>> = {
  Scan: ["Items"],
  BatchGetItem: ["Responses"],
  CreateTable: ["GlobalSecondaryIndexes"],
  DescribeTable: ["GlobalSecondaryIndexes"],
};

function sorted(value: unknown, names: readonly string[]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, each]): [string, unknown] => {
    if (!names.includes(name) || !Array.isArray(each)) return [name, sorted(each, names)];
    return [name, each.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))];
  });
  return Object.fromEntries(entries);
}

/** Brings an answer into the form in which two of them are compared. */
export function comparable([name]: SequenceCall, { status, body }: Answer): Comparable {
  const { __type: type, message, Message, ...rest } = body;
  const answer = sorted(plain(rest), UNORDERED[name] ?? []);
  if (status === 200) return { answer };
  const text = typeof message === "string" ? message : String(Message);
  return { error: String(type).replace(/^.*#/, ""), message: text, answer };
}

/** What an answer says, for people. */
export const shown = ({ error, message, answer }: Comparable): string =>
  error === undefined
    ? JSON.stringify(answer).slice(0, 1000)
    : `${error}: ${message} ${JSON.stringify(answer)}`.slice(0, 1000);

export const areSame = (one: Comparable, other: Comparable): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
