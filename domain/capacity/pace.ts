import { type Instant, plus, type Seconds } from "../time.ts";

/** A token bucket: one call in so many seconds in the long run, and so many at once. */
export interface Pace {
  readonly every: Seconds;
  readonly burst: number;
}

/**
 * A bucket is kept as the one moment at which it will be full again: how many tokens it holds at any
 * other moment follows from that, so nothing has to be topped up.
 */
export type FullAt = Instant;

const latest = (first: Instant, second: Instant): Instant => (first > second ? first : second);

/** The first moment, from `now` on, at which the bucket holds a token. */
export const nextCall = (pace: Pace, fullAt: FullAt, now: Instant): Instant =>
  latest(now, plus(fullAt, -(pace.burst - 1) * pace.every));

/** The bucket after a call at `at`, which must not be earlier than `nextCall` allows. */
export const afterCall = (pace: Pace, fullAt: FullAt, at: Instant): FullAt =>
  plus(latest(fullAt, at), pace.every);
