import { setImmediate as turn } from "node:timers/promises";
import type { Clock, Instant, Release } from "../clock.ts";
import { Holds } from "./holds.ts";
import { TimerQueue } from "./timer-queue.ts";

/** Node's timers wait at most this long. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** Turns of the event loop that must pass without anything in flight: answers on sockets arrive in between. */
const QUIET_TURNS = 4;

/** How far ahead a moment is vouched for, in milliseconds of the machine. */
const VOUCHED_MS = 1_000;

/** How a running clock runs. */
export interface Pace {
  /** Where it begins; the machine's present time when absent. */
  readonly start?: Instant;
  /**
   * Seconds of the cloud in a second of the machine, while nothing is in flight; 1 when absent. What is
   * in flight runs in real time: otherwise functions would reach their time-outs before they began.
   */
  readonly speed?: number;
  /** Told a moment before the clock reaches it: whoever writes it down can begin there the next time. */
  readonly vouch?: (until: Instant) => void;
}

/** Time that runs by itself, as fast as real time or a multiple of it. */
export class RunningClock implements Clock {
  readonly #timers = new TimerQueue();
  readonly #holds = new Holds(() => this.#changed());
  readonly #speed: number;
  readonly #vouch: Pace["vouch"];
  #vouched = Number.NEGATIVE_INFINITY;
  #rate: number;
  #origin: Instant;
  #originReal: number;
  #timeout: NodeJS.Timeout | undefined;
  #onChange: (() => void) | undefined;
  #isStopped = false;

  constructor({ start = Date.now(), speed = 1, vouch }: Pace = {}) {
    this.#origin = start;
    this.#originReal = performance.now();
    this.#speed = speed;
    this.#rate = speed;
    this.#vouch = vouch;
  }

  now(): Instant {
    const now = Math.floor(this.#exactly());
    if (this.#vouch !== undefined && now >= this.#vouched) {
      this.#vouched = now + Math.ceil(VOUCHED_MS * Math.max(this.#speed, 1));
      this.#vouch(this.#vouched);
    }
    return now;
  }

  at(due: Instant, label: string, run: () => void | Promise<void>) {
    const timer = this.#timers.add({ due, label, run });
    this.#arm();
    return timer;
  }

  sleep(milliseconds: number, label: string): Promise<void> {
    const elapsed = () =>
      new Promise<void>((resolve) => {
        this.at(this.now() + milliseconds, label, resolve);
      });
    return this.#holds.waiting(elapsed);
  }

  held<T>(label: string, work: () => Promise<T>): Promise<T> {
    return this.#holds.held(label, work);
  }

  waiting<T>(work: () => Promise<T>): Promise<T> {
    return this.#holds.waiting(work);
  }

  hold(label: string): Release {
    return this.#holds.hold(label);
  }

  /** Lets `milliseconds` pass at once; what became due in them happens in its order, and all at the end. */
  advance(milliseconds: number): void {
    this.#moveTo(this.now() + milliseconds);
    this.#arm();
  }

  /**
   * Lets `milliseconds` pass as fast as the work in them allows: time jumps from one due moment to the
   * next whenever nothing is in flight. To be called while waiting.
   */
  async skip(milliseconds: number): Promise<void> {
    const until = this.now() + milliseconds;
    for (;;) {
      await this.#quiet();
      if (this.#isStopped || this.now() >= until) return;
      this.#moveTo(Math.min(this.#timers.next()?.due ?? until, until));
      this.#fire();
    }
  }

  /** Fires nothing any more. */
  stop(): void {
    this.#isStopped = true;
    this.#onChange?.();
    clearTimeout(this.#timeout);
    while (this.#timers.take() !== undefined);
  }

  #exactly(): number {
    return this.#origin + (performance.now() - this.#originReal) * this.#rate;
  }

  #moveTo(moment: Instant): void {
    this.#origin = Math.max(this.#exactly(), moment);
    this.#originReal = performance.now();
  }

  #changed(): void {
    this.#onChange?.();
    this.#onChange = undefined;
    const rate = this.#holds.isQuiet ? this.#speed : Math.min(this.#speed, 1);
    if (rate === this.#rate) return;
    this.#moveTo(this.#exactly());
    this.#rate = rate;
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#timeout);
    const next = this.#timers.next();
    if (next === undefined || this.#isStopped) return;
    const wait = Math.ceil(Math.max(0, next.due - this.now()) / this.#rate);
    this.#timeout = setTimeout(() => this.#fire(), Math.min(wait, LONGEST_TIMEOUT_MS));
  }

  #fire(): void {
    while ((this.#timers.next()?.due ?? Number.POSITIVE_INFINITY) <= this.now()) {
      const timer = this.#timers.take();
      if (timer !== undefined)
        void this.#holds.held(timer.label, async () => await timer.run(), true);
    }
    this.#arm();
  }

  async #quiet(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS && !this.#isStopped; quiet += 1) {
      if (this.#holds.isQuiet) await turn();
      else {
        await new Promise<void>((resolve) => {
          this.#onChange = resolve;
        });
        quiet = -1;
      }
    }
  }
}
