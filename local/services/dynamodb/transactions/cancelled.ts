import { type CancellationReason, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../kernel/aws-error.ts";
import { CONDITION_FAILED } from "../errors.ts";

/** An item of a transaction that stands in nothing's way. */
const NONE: CancellationReason = { Code: "None" };

export const conditionReason = (item: CancellationReason["Item"]): CancellationReason => ({
  Code: "ConditionalCheckFailed",
  Message: CONDITION_FAILED,
  ...(item && { Item: item }),
});

/** What one item of a transaction gives: what it wants to do, or why it cannot. */
export type Outcome<T> = { readonly done: T } | { readonly reason: CancellationReason };

/** Does the work for one item; a refusal becomes the reason to cancel everything. */
export function outcomeOf<T>(work: () => Outcome<T>): Outcome<T> {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AwsError) || error.name !== "ValidationException") throw error;
    return { reason: { Code: "ValidationError", Message: error.message } };
  }
}

/**
 * What all items want. Errors: TransactionCanceledException with one reason for each item, in order,
 * when any of them has one.
 */
export function allDone<T>(outcomes: readonly Outcome<T>[]): readonly T[] {
  const done = outcomes.flatMap((each) => ("done" in each ? [each.done] : []));
  if (done.length === outcomes.length) return done;
  const reasons = outcomes.map((each) => ("reason" in each ? each.reason : NONE));
  const codes = reasons.map(({ Code }) => Code).join(", ");
  throw new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: reasons,
    $metadata: {},
  });
}
