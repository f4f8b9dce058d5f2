import { MOST_IN_OPERANDS } from "../limits.ts";
import { compared } from "../values/order.ts";
import { typeOf, type Value } from "../values/value.ts";
import type { Operand } from "./operands.ts";
import { badExpression, type ExpressionKind } from "./tokens.ts";

/** A value as DynamoDB's messages show it: `{N:4}`. */
function shown(value: Value): string {
  const type = typeOf(value);
  const content = (value as unknown as Record<string, unknown>)[type];
  return `AttributeValue: {${type}:${String(content)}}`;
}

/** Errors: ValidationException when the bounds of BETWEEN have two types, or are the wrong way round. */
export function checkBounds(kind: ExpressionKind, low: Operand, high: Operand): void {
  if (low.kind !== "value" || high.kind !== "value") return;
  const bounds = `lower bound operand: ${shown(low.value)}, upper bound operand: ${shown(high.value)}`;
  const order = compared(low.value, high.value);
  if (order === undefined) {
    const problem = "The BETWEEN operator requires same data type for lower and upper bounds";
    throw badExpression(kind, `${problem}; ${bounds}`);
  }
  if (order <= 0) return;
  const problem =
    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound";
  throw badExpression(kind, `${problem}; ${bounds}`);
}

/** Errors: ValidationException for more operands of IN than there may be. */
export function checkChoices(kind: ExpressionKind, count: number): void {
  if (count <= MOST_IN_OPERANDS) return;
  const problem = "The IN operator is provided with too many operands";
  throw badExpression(kind, `${problem}; number of operands: ${count}`);
}
