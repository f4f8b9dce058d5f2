import { setImmediate as turn } from "node:timers/promises";
import type { Clock, Instant } from "../clock.ts";
import { Holds } from "./holds.ts";
import { TimerQueue } from "./timer-queue.ts";

/** Turns of the event loop that must pass without anything in flight: answers on sockets arrive in between. */
const QUIET_TURNS = 4;

/** How far time may run, and when to stop before. */
export interface Stretch {
  readonly until: Instant;
  /** Looked at whenever nothing is in flight; without it, time runs to the end. */
  readonly done?: () => boolean | Promise<boolean>;
}

/**
 * Time that passes only when it is let run, and then jumps from one due moment to the next. Besides,
 * it passes while work in flight waits for it: a client that waits for an answer which takes an hour
 * has it at once.
 */
export class VirtualClock implements Clock {
  readonly #timers = new TimerQueue();
  readonly #holds = new Holds(() => this.#wake());
  #now: Instant;
  /** Counts everything after which time might go on. */
  #changes = 0;
  #looking: Promise<boolean> | undefined;
  #onChange: (() => void) | undefined;

  constructor(start: Instant) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  at(due: Instant, label: string, run: () => void | Promise<void>) {
    const timer = this.#timers.add({ due, label, run });
    this.#wake();
    return timer;
  }

  sleep(milliseconds: number, label: string): Promise<void> {
    const elapsed = () =>
      new Promise<void>((resolve) => {
        this.at(this.#now + milliseconds, label, resolve);
      });
    return this.#holds.waiting(elapsed);
  }

  held<T>(label: string, work: () => Promise<T>): Promise<T> {
    return this.#holds.held(label, work);
  }

  waiting<T>(work: () => Promise<T>): Promise<T> {
    return this.#holds.waiting(work);
  }

  hold(label: string) {
    return this.#holds.hold(label);
  }

  /** What keeps time from passing at this moment. */
  get inFlight(): readonly string[] {
    return this.#holds.labels;
  }

  /** Lets time run. Answers whether it was done; without a `done`, true at the end. */
  async run({ until, done }: Stretch): Promise<boolean> {
    for (;;) {
      await this.settled();
      if (done !== undefined && (await done())) return true;
      const next = this.#timers.next();
      if (next === undefined || next.due > until) {
        this.#now = Math.max(this.#now, until);
        return done === undefined;
      }
      this.#now = Math.max(this.#now, next.due);
      this.#wake();
    }
  }

  /** Waits until nothing is in flight and nothing is due. */
  async settled(): Promise<void> {
    for (;;) {
      const seen = this.#changes;
      if (await this.#look()) return;
      // What changed while this was waiting for the answer would never be told again.
      if (seen === this.#changes)
        await new Promise<void>((resolve) => {
          this.#onChange = resolve;
        });
    }
  }

  #wake(): void {
    this.#changes += 1;
    this.#onChange?.();
    this.#onChange = undefined;
    void this.#look();
  }

  /** Fires what is due until nothing is; false when something in flight keeps time from passing. */
  #look(): Promise<boolean> {
    this.#looking ??= this.#lookAgain();
    return this.#looking;
  }

  async #lookAgain(): Promise<boolean> {
    for (;;) {
      const seen = this.#changes;
      const isSettled = await this.#lookOnce();
      if (seen !== this.#changes) continue;
      // In the same turn as the comparison, so that no change falls between the two.
      this.#looking = undefined;
      return isSettled;
    }
  }

  async #lookOnce(): Promise<boolean> {
    if (!(await this.#isQuiet())) return false;
    const next = this.#timers.next();
    if (next === undefined) return true;
    if (next.due > this.#now && !this.#holds.isAwaited) return true;
    this.#now = Math.max(this.#now, next.due);
    this.#timers.take();
    void this.#holds.held(next.label, async () => await next.run(), true);
    return false;
  }

  async #isQuiet(): Promise<boolean> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      if (!this.#holds.isQuiet) return false;
      await turn();
    }
    return this.#holds.isQuiet;
  }
}
