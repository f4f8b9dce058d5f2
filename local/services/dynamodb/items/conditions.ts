import { conditionFailed, constraint } from "../errors.ts";
import { type Condition, holds, readCondition } from "../expressions/condition.ts";
import { checkTermsWanted, type Layer, type SentTerms, Terms } from "../expressions/terms.ts";
import type { Item } from "../values/value.ts";
import { writtenItem } from "../values/write.ts";

/** A request whose writing may depend on a condition. */
export interface SentCondition extends SentTerms {
  readonly ConditionExpression?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

const NOTHING: Item = {};

/** Reads the condition of a request that has no other expression. Errors: ValidationException. */
export function onlyCondition(sent: SentCondition, layer?: Layer): Condition | undefined {
  const { ConditionExpression: text } = sent;
  checkTermsWanted(sent, { ConditionExpression: text }, layer);
  checkFailureValues(sent);
  if (text === undefined) return undefined;
  const terms = new Terms(sent, layer);
  const condition = readCondition({ kind: "ConditionExpression", terms }, text);
  terms.checkAllUsed();
  return condition;
}

/** Errors: ValidationException for an unknown ReturnValuesOnConditionCheckFailure. */
export function checkFailureValues(sent: SentCondition): void {
  const { ReturnValuesOnConditionCheckFailure: asked } = sent;
  if (asked === undefined || asked === "NONE" || asked === "ALL_OLD") return;
  throw constraint(
    asked,
    "returnValuesOnConditionCheckFailure",
    "Member must satisfy enum value set: [ALL_OLD, NONE]",
  );
}

/** Whether a condition, if there is one, holds for an item that may not exist. */
export const isMet = (condition: Condition | undefined, item: Item | undefined): boolean =>
  !condition || holds(condition, item ?? NOTHING);

/** The item that a failed condition found, in the SDK's shape, where the caller asked for it. */
export function itemOfFailure(sent: SentCondition, item: Item | undefined) {
  const isAsked = sent.ReturnValuesOnConditionCheckFailure === "ALL_OLD";
  return isAsked && item ? writtenItem(item) : undefined;
}

/** Errors: ConditionalCheckFailedException when the condition does not hold. */
export function demand(
  sent: SentCondition,
  condition: Condition | undefined,
  item: Item | undefined,
): void {
  if (!isMet(condition, item)) throw conditionFailed(itemOfFailure(sent, item));
}
