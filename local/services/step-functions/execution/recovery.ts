import type { StateFailure } from "../asl/failure.ts";
import { putResult, resultPathMismatch } from "../asl/flow.ts";
import { catcherOf, delayBefore, retryAfter } from "../asl/retry.ts";
import type { State } from "../asl/scope.ts";
import type { Exit } from "../asl/visit.ts";
import type { Inside, Position } from "./thread.ts";
import type { TurnFacts } from "./turn.ts";

export type Backoff = Extract<Position, { kind: "wait" | "backoff" }>;

/**
 * What a state does about a failure: it waits for another try, or goes on where a catcher says, with
 * the failure in its output; or it fails because its catcher's ResultPath does not fit. Answers
 * `undefined` when nothing is left to do.
 */
export function recovery(
  state: State,
  { inside, failure }: { readonly inside: Inside; readonly failure: StateFailure },
  { now, random }: Pick<TurnFacts, "now" | "random">,
): Backoff | Exit | StateFailure | undefined {
  if (!("Retry" in state || "Catch" in state)) return undefined;
  const retry = retryAfter(failure, state.Retry ?? [], inside.retries);
  if (retry) {
    const { index, retrier, number } = retry;
    const retries = (state.Retry ?? []).map((_, each) =>
      each === index ? number : (inside.retries[each] ?? 0),
    );
    const until = now + delayBefore(number, retrier, random);
    const { state: name, input, enteredAt, enteredEvent } = inside;
    return { kind: "backoff", state: name, input, enteredAt, enteredEvent, retries, until };
  }
  const catcher = catcherOf(failure, state.Catch ?? []);
  if (!catcher) return undefined;
  // Both are always there: States.Timeout arrives with an empty Cause.
  const result = { Error: failure.error ?? "", Cause: failure.cause ?? "" };
  const output = putResult(catcher.ResultPath, inside.input, result);
  return output === undefined
    ? resultPathMismatch(String(catcher.ResultPath), inside.input)
    : { kind: "exit", output, next: catcher.Next };
}
