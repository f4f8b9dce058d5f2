/** A moment, in milliseconds since 1970-01-01T00:00:00Z by the cloud's own clock. */
export type Instant = number;

/** Says that the work, which was in flight, is done. Calling it twice is harmless. */
export type Release = () => void;

/** A timer that has not fired yet. */
export interface Timer {
  readonly due: Instant;
  cancel(): void;
}

/**
 * The one source of time in the local cloud: services, waits, retries, schedules, tokens and the
 * `Date` and timers inside the functions all follow it.
 *
 * It runs in real time, in scaled time, or in virtual time. Virtual time stands still while
 * anything is held and otherwise jumps to the next due timer.
 */
export interface Clock {
  now(): Instant;
  /**
   * Runs `run` when the clock reaches `due` (at once when it is past), as by `held`: the work counts as
   * in flight until the promise that it returns settles. An error in it stops the cloud: catch what
   * you expect.
   */
  at(due: Instant, label: string, run: () => void | Promise<void>): Timer;
  /** Waits for `milliseconds` of cloud time, as by `waiting`: nothing that surrounds it is held meanwhile. */
  sleep(milliseconds: number, label: string): Promise<void>;
  /** Does work that is in flight until its promise settles, except while it is `waiting` in there. */
  held<T>(label: string, work: () => Promise<T>): Promise<T>;
  /**
   * Awaits something that holds the clock by itself when it is at work (an invocation, a timer): the
   * `held` work that surrounds this call lets time pass meanwhile.
   */
  waiting<T>(work: () => Promise<T>): Promise<T>;
  /** Declares work in flight by hand: virtual time stands still until it is released. */
  hold(label: string): Release;
}
