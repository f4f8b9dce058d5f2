import { NotEmulated } from "../../../kernel/aws-error.ts";

/** Patterns of filter criteria (Lambda DG, "Filter rule syntax"): the same language as EventBridge's. */

type Json = unknown;
type Fields = Readonly<Record<string, Json>>;
type Test = (value: Json) => boolean;

const isObject = (value: Json): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: Json): value is string => typeof value === "string";

type Comparison = (value: number, limit: number) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  "=": (value, limit) => value === limit,
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
};

function numeric(rule: readonly Json[], value: Json): boolean {
  if (typeof value !== "number") return false;
  for (let index = 0; index < rule.length; index += 2) {
    const compare = COMPARISONS[String(rule[index])];
    if (!compare) throw new NotEmulated(`the numeric comparison ${String(rule[index])}`);
    if (!compare(value, Number(rule[index + 1]))) return false;
  }
  return true;
}

/** Rules on one field by name; each gets its argument and the field's value. */
const RULES: Readonly<Record<string, (argument: Json, value: Json) => boolean>> = {
  prefix: (argument, value) => isText(value) && value.startsWith(String(argument)),
  suffix: (argument, value) => isText(value) && value.endsWith(String(argument)),
  exists: (argument, value) => (value !== undefined) === argument,
  "equals-ignore-case": (argument, value) =>
    isText(value) && value.toLowerCase() === String(argument).toLowerCase(),
  "anything-but": (argument, value) =>
    value !== undefined && ![argument].flat().some((each) => testOf(each)(value)),
  numeric: (argument, value) => numeric(argument as readonly Json[], value),
};

function testOf(condition: Json): Test {
  if (!isObject(condition)) return (value) => value === condition;
  const [[name, argument] = ["nothing", undefined]] = Object.entries(condition);
  const rule = RULES[name];
  if (!rule) throw new NotEmulated(`the filter rule ${name}`);
  return (value) => rule(argument, value);
}

function fieldMatches(pattern: Json, value: Json): boolean {
  if (Array.isArray(pattern)) {
    const values: readonly Json[] = Array.isArray(value) ? value : [value];
    return pattern.some((condition) => values.some(testOf(condition)));
  }
  return isObject(pattern) && matches(pattern, isObject(value) ? value : {});
}

/** Whether an event matches a pattern: every field of the pattern has one of the values it names. */
function matches(pattern: Fields, event: Fields): boolean {
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name !== "$or") return fieldMatches(wanted, event[name]);
    return (wanted as readonly Fields[]).some((each) => matches(each, event));
  });
}

/** Whether any of several patterns, as JSON texts, lets an event through; without patterns, all pass. */
export function passes(patterns: readonly string[], event: Fields): boolean {
  if (patterns.length === 0) return true;
  return patterns.some((text) => matches(JSON.parse(text) as Fields, event));
}
