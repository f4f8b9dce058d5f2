import { equal } from "../values/order.ts";
import type { Item } from "../values/value.ts";
import { type BoundCall, boundCall, callHolds } from "./condition-functions.ts";
import {
  type Comparator,
  conditionOf,
  type WrittenCondition,
  type WrittenOperand,
} from "./condition-syntax.ts";
import {
  type Binding,
  boundOperand,
  checkDistinct,
  checkType,
  comparedValues,
  type Operand,
  operandValue,
} from "./operands.ts";
import { checkBounds, checkChoices } from "./ranges.ts";

/** A condition whose names and values are known. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly all: readonly Condition[] }
  | { readonly kind: "not"; readonly negated: Condition }
  | {
      readonly kind: "compare";
      readonly comparator: Comparator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | {
      readonly kind: "between";
      readonly operand: Operand;
      readonly low: Operand;
      readonly high: Operand;
    }
  | { readonly kind: "in"; readonly operand: Operand; readonly choices: readonly Operand[] }
  | BoundCall;

const ORDERED = ["S", "N", "B"] as const;

/** Reads a condition and replaces its placeholders. Errors: ValidationException. */
export function readCondition(binding: Binding, text: string): Condition {
  return bound(binding, conditionOf(binding.kind, text));
}

function bound(binding: Binding, written: WrittenCondition): Condition {
  switch (written.kind) {
    case "and":
    case "or":
      return { kind: written.kind, all: written.all.map((each) => bound(binding, each)) };
    case "not":
      return { kind: "not", negated: bound(binding, written.negated) };
    case "compare":
      return boundComparison(binding, written);
    case "between":
      return boundRange(binding, written);
    case "in":
      return boundChoice(binding, written);
    case "call":
      return boundCall(binding, written);
    default:
      return written satisfies never;
  }
}

type Written<K> = WrittenCondition & { readonly kind: K };

function boundComparison(binding: Binding, written: Written<"compare">): Condition {
  const { comparator } = written;
  const left = boundOperand(binding, written.left);
  const right = boundOperand(binding, written.right);
  checkDistinct(binding, comparator, [left, right]);
  if (comparator !== "=" && comparator !== "<>") {
    for (const operand of [left, right])
      checkType(binding, comparator, { operand, types: ORDERED });
  }
  return { kind: "compare", comparator, left, right };
}

function boundRange(binding: Binding, written: Written<"between">): Condition {
  const of = (operand: WrittenOperand) => boundOperand(binding, operand);
  const [operand, low, high] = [of(written.operand), of(written.low), of(written.high)];
  checkDistinct(binding, "BETWEEN", [operand, low, high]);
  for (const each of [operand, low, high]) {
    checkType(binding, "BETWEEN", { operand: each, types: ORDERED });
  }
  checkBounds(binding.kind, low, high);
  return { kind: "between", operand, low, high };
}

function boundChoice(binding: Binding, written: Written<"in">): Condition {
  checkChoices(binding.kind, written.choices.length);
  const operand = boundOperand(binding, written.operand);
  const choices = written.choices.map((each) => boundOperand(binding, each));
  checkDistinct(binding, "IN", [operand, ...choices]);
  return { kind: "in", operand, choices };
}

/** Whether a condition holds for an item; what does not exist counts as an item without attributes. */
export function holds(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case "and":
      return condition.all.every((each) => holds(each, item));
    case "or":
      return condition.all.some((each) => holds(each, item));
    case "not":
      return !holds(condition.negated, item);
    case "compare":
      return comparisonHolds(condition, item);
    case "between":
      return isBetween(condition, item);
    case "in":
      return condition.choices.some((each) => areEqual(condition.operand, each, item));
    case "call":
      return callHolds(condition, item);
    default:
      return condition satisfies never;
  }
}

function areEqual(left: Operand, right: Operand, item: Item): boolean {
  const [one, other] = [operandValue(left, item), operandValue(right, item)];
  return one !== undefined && other !== undefined && equal(one, other);
}

function comparisonHolds(condition: Condition & { kind: "compare" }, item: Item): boolean {
  const { comparator, left, right } = condition;
  if (comparator === "=") return areEqual(left, right, item);
  if (comparator === "<>") return !areEqual(left, right, item);
  const order = comparedValues(operandValue(left, item), operandValue(right, item));
  if (order === undefined) return false;
  if (order === 0) return comparator.endsWith("=");
  return order < 0 === comparator.startsWith("<");
}

function isBetween({ operand, low, high }: Condition & { kind: "between" }, item: Item): boolean {
  const value = operandValue(operand, item);
  const fromLow = comparedValues(operandValue(low, item), value);
  const toHigh = comparedValues(value, operandValue(high, item));
  return fromLow !== undefined && toHigh !== undefined && fromLow <= 0 && toHigh <= 0;
}

/** The attributes at the top of every path in a condition. */
export function attributesIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.all.flatMap(attributesIn);
    case "not":
      return attributesIn(condition.negated);
    case "compare":
      return [condition.left, condition.right].flatMap(attributesOfOperand);
    case "between":
      return [condition.operand, condition.low, condition.high].flatMap(attributesOfOperand);
    case "in":
      return [condition.operand, ...condition.choices].flatMap(attributesOfOperand);
    case "call":
      return condition.operands.flatMap(attributesOfOperand);
    default:
      return condition satisfies never;
  }
}

function attributesOfOperand(operand: Operand): readonly string[] {
  if (operand.kind === "path") return [operand.path[0]];
  return operand.kind === "size" ? attributesOfOperand(operand.of) : [];
}
