import type { Clock } from "../../kernel/clock.ts";
import type { Rate } from "./rates.ts";

const SECOND = 1000;

/** A token, but for what sums of fractions lose. */
const WHOLE = 1 - 1e-9;

/** One bucket of tokens that fills by itself. */
class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = now;
  }

  /** Whether there is a token, filling up first. */
  has(now: number): boolean {
    const { perSecond, burst } = this.#rate;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) / SECOND) * perSecond);
    this.#at = now;
    return this.#tokens >= WHOLE;
  }

  take(): void {
    this.#tokens -= 1;
  }
}

/** What a call takes a token from. */
export interface Wanted {
  readonly key: string;
  readonly rate: Rate;
}

/** The buckets of all callers and operations. They are full again after a restart. */
export class TokenBuckets {
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes a token from each bucket; from none when one of them is empty, and answers false. */
  take(wanted: readonly Wanted[]): boolean {
    const now = this.#clock.now();
    const buckets = wanted.map((each) => this.#find(each, now));
    if (!buckets.every((bucket) => bucket.has(now))) return false;
    for (const bucket of buckets) bucket.take();
    return true;
  }

  #find({ key, rate }: Wanted, now: number): TokenBucket {
    const found = this.#buckets.get(key) ?? new TokenBucket(rate, now);
    this.#buckets.set(key, found);
    return found;
  }
}
