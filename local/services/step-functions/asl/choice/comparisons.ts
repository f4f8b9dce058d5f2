import type { Json } from "../../../json-path/json.ts";

/** A comparison of two values of one type; others are never equal, less or greater. */
type Comparison = (value: Json, expected: Json) => boolean;

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u;

const isTimestamp = (value: Json): value is string =>
  typeof value === "string" && TIMESTAMP.test(value) && !Number.isNaN(Date.parse(value));

/** How a type is read for comparing; `undefined` when a value is of another type. */
const READERS = {
  String: (value: Json) => (typeof value === "string" ? value : undefined),
  Numeric: (value: Json) => (typeof value === "number" ? value : undefined),
  Timestamp: (value: Json) => (isTimestamp(value) ? Date.parse(value) : undefined),
} as const;

const ORDERS = {
  Equals: (one: string | number, other: string | number) => one === other,
  LessThan: (one: string | number, other: string | number) => one < other,
  LessThanEquals: (one: string | number, other: string | number) => one <= other,
  GreaterThan: (one: string | number, other: string | number) => one > other,
  GreaterThanEquals: (one: string | number, other: string | number) => one >= other,
} as const;

function ordered(type: keyof typeof READERS, order: keyof typeof ORDERS): Comparison {
  return (value, expected) => {
    const [one, other] = [READERS[type](value), READERS[type](expected)];
    return one !== undefined && other !== undefined && ORDERS[order](one, other);
  };
}

const SPECIAL = /[.*+?^${}()|[\]\\/-]/gu;

/** `*` stands for anything; `\\*` and `\\\\` for themselves. */
function matches(value: Json, pattern: Json): boolean {
  if (typeof value !== "string" || typeof pattern !== "string") return false;
  const source = pattern.replaceAll(/\\([\\*])|(\*)|([^*\\]+|\\)/gu, (...groups) => {
    const [, escaped, star, plain] = groups as (string | undefined)[];
    return star === undefined
      ? (escaped ?? plain ?? "").replaceAll(SPECIAL, String.raw`\$&`)
      : ".*";
  });
  return new RegExp(`^${source}$`, "su").test(value);
}

const types = Object.keys(READERS) as (keyof typeof READERS)[];
const orders = Object.keys(ORDERS) as (keyof typeof ORDERS)[];

/** The comparisons with a value, by name: each also exists with the suffix `Path`. */
export const COMPARISONS: Readonly<Record<string, Comparison>> = {
  ...Object.fromEntries(
    types.flatMap((type) => orders.map((order) => [`${type}${order}`, ordered(type, order)])),
  ),
  BooleanEquals: (value, expected) => typeof value === "boolean" && value === expected,
  StringMatches: matches,
};

/** The questions about the type of a value, by name. */
export const TYPE_TESTS: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === "string",
  IsNumeric: (value) => typeof value === "number",
  IsBoolean: (value) => typeof value === "boolean",
  IsTimestamp: isTimestamp,
};
