import { invalid, invalidParameter } from "../errors.ts";
import { type KeyShape, type KeyType, keyNames } from "../tables/records.ts";
import { typeOf, type Value } from "../values/value.ts";
import type { Condition } from "./condition.ts";
import type { Comparator } from "./condition-syntax.ts";
import type { Operand } from "./operands.ts";

/** What the sort keys that are asked for have in common. */
export type RangeCondition =
  | { readonly operator: "=" | "<" | "<=" | ">" | ">="; readonly value: Value }
  | { readonly operator: "BETWEEN"; readonly low: Value; readonly high: Value }
  | { readonly operator: "begins_with"; readonly value: Value };

/** One partition, and which of its sort keys. */
export interface KeyCondition {
  readonly hash: Value;
  readonly range?: RangeCondition;
}

/** One condition on one key attribute. */
interface Single {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly Value[];
}

/** Keys of a table or index, and their types. */
export interface Keyed {
  readonly key: KeyShape;
  readonly types: Readonly<Record<string, KeyType>>;
}

const unsupported = (operator: string) =>
  invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);
const badCondition = (problem: string) =>
  invalid(`Invalid condition in KeyConditionExpression: ${problem}`);

const MIRRORED: Readonly<Partial<Record<Comparator, Comparator>>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function singles(condition: Condition): readonly Single[] {
  switch (condition.kind) {
    case "and":
      return condition.all.flatMap(singles);
    case "or":
    case "not":
    case "in":
      throw unsupported(condition.kind.toUpperCase());
    case "compare":
      return [comparison(condition)];
    case "between":
      return [single("BETWEEN", [condition.operand, condition.low, condition.high])];
    case "call":
      if (condition.name !== "begins_with") throw unsupported(condition.name);
      return [single("begins_with", condition.operands)];
    default:
      return condition satisfies never;
  }
}

function comparison({ comparator, left, right }: Condition & { kind: "compare" }): Single {
  if (comparator === "<>") throw unsupported("<>");
  if (left.kind !== "value" || right.kind === "value") return single(comparator, [left, right]);
  return single(MIRRORED[comparator] ?? comparator, [right, left]);
}

function single(operator: string, [first, ...others]: readonly Operand[]): Single {
  const operands = [first, ...others].filter((each) => each !== undefined);
  if (operands.some(({ kind }) => kind === "size")) {
    throw invalid("KeyConditionExpressions cannot contain nested operations");
  }
  const paths = operands.filter((each) => each.kind === "path");
  if (paths.length === 0) throw badCondition("No key attribute specified");
  if (paths.length > 1) throw badCondition("Multiple attribute names used in one condition");
  if (first?.kind !== "path") {
    throw badCondition(`${operator} operator must have the key attribute as its first operand`);
  }
  const [name] = first.path;
  if (first.path.length > 1) {
    throw invalid(
      `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: ${name}`,
    );
  }
  return {
    name,
    operator,
    values: others.flatMap((each) => (each.kind === "value" ? each.value : [])),
  };
}

/** Reads a condition as one on the keys of a table or index. Errors: ValidationException. */
export function keyConditionFrom(condition: Condition, keyed: Keyed): KeyCondition {
  const all = singles(condition);
  const { hash, range } = keyed.key;
  if (new Set(all.map(({ name }) => name)).size !== all.length) {
    throw invalid(
      "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key",
    );
  }
  const onHash = all.find(({ name }) => name === hash);
  const onRange = all.find(({ name }) => name === range);
  const most = keyNames(keyed.key).length;
  if (all.length > most) {
    throw invalid(
      `The number of query conditions (${all.length}) exceeds the number of key attributes defined in the schema (${most})`,
    );
  }
  if (!onHash) throw invalid(`Query condition missed key schema element: ${hash}`);
  if (all.length === 2 && !onRange) {
    throw invalid(`Query condition missed key schema element: ${range}`);
  }
  if (onHash.operator !== "=") throw invalid("Query key condition not supported");
  for (const each of all) checkValues(keyed, each);
  return {
    hash: onHash.values[0] as Value,
    ...(onRange && { range: rangeCondition(onRange) }),
  };
}

function checkValues({ types }: Keyed, { name, operator, values }: Single): void {
  for (const value of values) {
    const type = typeOf(value);
    if (type !== types[name] || (operator === "begins_with" && type === "N")) {
      throw invalidParameter("Condition parameter type does not match schema type");
    }
    const kind = "S" in value ? "string" : "binary";
    const isEmpty = ("S" in value && value.S === "") || ("B" in value && value.B === "");
    if (!isEmpty) continue;
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
    );
  }
}

function rangeCondition({ operator, values }: Single): RangeCondition {
  const [value, high] = values as [Value, Value];
  if (operator === "BETWEEN") return { operator, low: value, high };
  return { operator, value } as RangeCondition;
}
