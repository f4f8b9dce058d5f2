import type { StateFailure } from "../asl/failure.ts";
import type { Catcher } from "../asl/fields.ts";
import { putResult, resultPathMismatch } from "../asl/flow.ts";
import { catcherOf, delayBefore, retryAfter } from "../asl/retry.ts";
import type { State } from "../asl/scope.ts";
import type { Exit } from "../asl/visit.ts";
import type { Inside } from "./thread.ts";
import type { TurnFacts } from "./turn.ts";

/** What becomes of a state that failed. */
type Recovery =
  | (Inside & { readonly kind: "backoff"; readonly until: number })
  | Exit
  | { readonly kind: "none"; readonly failure: StateFailure };

/**
 * What a state does about a failure: it waits for another try, or goes on where a catcher says, with
 * the failure in its output, or gives up with this failure, or with that of the catcher's ResultPath.
 */
export function recovery(
  state: State,
  { inside, failure }: { readonly inside: Inside; readonly failure: StateFailure },
  { now, random }: Pick<TurnFacts, "now" | "random">,
): Recovery {
  if (!("Retry" in state || "Catch" in state)) return { kind: "none", failure };
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
  return catcher ? caught(catcher, inside, failure) : { kind: "none", failure };
}

function caught({ ResultPath, Next }: Catcher, { input }: Inside, failure: StateFailure): Recovery {
  // Both are always there: States.Timeout arrives with an empty Cause.
  const result = { Error: failure.error ?? "", Cause: failure.cause ?? "" };
  const output = putResult(ResultPath, input, result);
  return output === undefined
    ? { kind: "none", failure: resultPathMismatch(String(ResultPath), input) }
    : { kind: "exit", output, next: Next };
}
