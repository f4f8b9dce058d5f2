import type { Clock, Instant } from "../../local/kernel/clock.ts";

const noTimers = () => {
  throw new Error("This clock has no timers.");
};

/** A clock for services that only look at it: it stands still until it is moved. */
export class StillClock implements Clock {
  #now: Instant;

  constructor(start: Instant) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  /** Lets `milliseconds` pass. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  at = noTimers;
  sleep = noTimers;
  held<T>(_label: string, work: () => Promise<T>): Promise<T> {
    return work();
  }
  waiting<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }
  hold() {
    return () => undefined;
  }
}
