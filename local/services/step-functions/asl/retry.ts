import type { Random } from "../../../kernel/random.ts";
import type { StateFailure } from "./failure.ts";
import type { Catcher, Retrier } from "./fields.ts";

/** No wildcard stands for these: only their own names do (facts 3.2). */
const NEVER_BY_WILDCARD = ["States.Runtime", "States.DataLimitExceeded"];

function matches(names: readonly string[], error: string): boolean {
  if (error === "States.Runtime") return false;
  if (names.includes(error)) return true;
  if (NEVER_BY_WILDCARD.includes(error)) return false;
  if (names.includes("States.ALL")) return true;
  return names.includes("States.TaskFailed") && error !== "States.Timeout";
}

/** Milliseconds to wait before a retry, the first of which is number 1. */
export function delayBefore(retry: number, retrier: Retrier, random: Random): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds, JitterStrategy } = retrier;
  const grown = IntervalSeconds * BackoffRate ** (retry - 1);
  const seconds = Math.min(grown, MaxDelaySeconds ?? Number.MAX_SAFE_INTEGER);
  return Math.round(seconds * 1_000 * (JitterStrategy === "FULL" ? random.next() : 1));
}

/** A retry that is allowed: by which retrier, and the how many-th of its retries it is. */
export interface AllowedRetry {
  readonly index: number;
  readonly retrier: Retrier;
  readonly number: number;
}

/**
 * Whether a state may try again. `used` counts the retries of each retrier while the state is being
 * run; the first retrier that names the error decides.
 */
export function retryAfter(
  { error = "" }: StateFailure,
  retriers: readonly Retrier[],
  used: readonly number[],
): AllowedRetry | undefined {
  const index = retriers.findIndex(({ ErrorEquals }) => matches(ErrorEquals, error));
  const retrier = retriers[index];
  const number = (used[index] ?? 0) + 1;
  if (!retrier || number > (retrier.MaxAttempts ?? 3)) return undefined;
  return { index, retrier, number };
}

/** The first catcher that names the error. */
export const catcherOf = (
  { error = "" }: StateFailure,
  catchers: readonly Catcher[],
): Catcher | undefined => catchers.find(({ ErrorEquals }) => matches(ErrorEquals, error));
