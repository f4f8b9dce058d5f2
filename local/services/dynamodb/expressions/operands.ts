import { compared } from "../values/order.ts";
import { type Item, typeOf, type Value, type ValueType } from "../values/value.ts";
import type { WrittenOperand } from "./condition-syntax.ts";
import { type Path, pathText, samePath, valueAt } from "./document-path.ts";
import type { Terms } from "./terms.ts";
import { badExpression, type ExpressionKind } from "./tokens.ts";

/** An operand whose names and values are known. */
export type Operand =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "size"; readonly of: Operand };

/** Where an expression stands: whose terms it uses, and how refusals call it. */
export interface Binding {
  readonly kind: ExpressionKind;
  readonly terms: Terms;
}

export const CONDITION_FUNCTIONS: readonly string[] = [
  "attribute_exists",
  "attribute_not_exists",
  "attribute_type",
  "begins_with",
  "contains",
];
export const UPDATE_FUNCTIONS: readonly string[] = ["if_not_exists", "list_append"];
const SIZED: readonly ValueType[] = ["S", "B", "SS", "NS", "BS", "L", "M"];

export const wrongType = (kind: ExpressionKind, operator: string, type: ValueType) =>
  badExpression(
    kind,
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );

export function checkCount(
  { kind }: Binding,
  name: string,
  counts: { readonly given: number; readonly wanted: number },
): void {
  if (counts.given === counts.wanted) return;
  throw badExpression(
    kind,
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${counts.given}`,
  );
}

/** Refuses a literal operand whose type the operator does not take; paths are checked when read. */
export function checkType(
  { kind }: Binding,
  operator: string,
  { operand, types }: { readonly operand: Operand; readonly types: readonly ValueType[] },
): void {
  const type = literalType(operand);
  if (type !== undefined && !types.includes(type)) throw wrongType(kind, operator, type);
}

function literalType(operand: Operand): ValueType | undefined {
  if (operand.kind === "value") return typeOf(operand.value);
  return operand.kind === "size" ? "N" : undefined;
}

/** Refuses `a = a` and the like. */
export function checkDistinct(
  { kind }: Binding,
  operator: string,
  [first, ...others]: readonly Operand[],
): void {
  if (first?.kind !== "path") return;
  const { path } = first;
  if (!others.some((other) => other.kind === "path" && samePath(path, other.path))) return;
  throw badExpression(
    kind,
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${pathText(path)}`,
  );
}

/** The refusal of a function where a value is wanted, or the other way round. */
export const misusedFunction = (kind: ExpressionKind, name: string) =>
  badExpression(
    kind,
    `The function is not allowed to be used this way in an expression; function: ${name}`,
  );

/** Replaces the placeholders of an operand of a condition. Errors: ValidationException. */
export function boundOperand(binding: Binding, written: WrittenOperand): Operand {
  const { kind, terms } = binding;
  if (written.kind === "path") return { kind: "path", path: terms.path(kind, written.path) };
  if (written.kind === "value") return { kind: "value", value: terms.value(kind, written.key) };
  const { name, operands } = written;
  checkKnown(kind, name);
  if (name !== "size") throw misusedFunction(kind, name);
  const bound = operands.map((each) => boundOperand(binding, each));
  checkCount(binding, name, { given: bound.length, wanted: 1 });
  const of = bound[0] as Operand;
  checkType(binding, name, { operand: of, types: SIZED });
  return { kind: "size", of };
}

/** Errors: ValidationException for functions that no condition knows. */
export function checkKnown(kind: ExpressionKind, name: string): void {
  if (name === "size" || CONDITION_FUNCTIONS.includes(name)) return;
  if (!UPDATE_FUNCTIONS.includes(name)) {
    throw badExpression(kind, `Invalid function name; function: ${name}`);
  }
  throw badExpression(
    kind,
    `The function is not allowed in a condition expression; function: ${name}`,
  );
}

function sizeOf(value: Value): number | undefined {
  if ("S" in value) return Buffer.byteLength(value.S);
  if ("B" in value) return Buffer.byteLength(value.B, "base64");
  if ("L" in value) return value.L.length;
  if ("M" in value) return Object.keys(value.M).length;
  if ("SS" in value) return value.SS.length;
  if ("NS" in value) return value.NS.length;
  return "BS" in value ? value.BS.length : undefined;
}

/** What an operand is for an item; undefined where the item has no such thing. */
export function operandValue(operand: Operand, item: Item): Value | undefined {
  if (operand.kind === "value") return operand.value;
  if (operand.kind === "path") return valueAt(item, operand.path);
  const value = operandValue(operand.of, item);
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
}

/** How two values compare, as `compared`; undefined when one is missing. */
export function comparedValues(left: Value | undefined, right: Value | undefined) {
  return left && right ? compared(left, right) : undefined;
}
