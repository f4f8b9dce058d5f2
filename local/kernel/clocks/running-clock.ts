import type { Clock, Instant } from "../clock.ts";
import { TimerQueue } from "./timer-queue.ts";

/** Node's timers wait at most this long. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** How a running clock runs. */
export interface Pace {
  /** Where it begins; the machine's present time when absent. */
  readonly start?: Instant;
  /** Seconds of the cloud in a second of the machine; 1 when absent. */
  readonly speed?: number;
}

/** Time that runs by itself, as fast as real time or a multiple of it. */
export class RunningClock implements Clock {
  readonly #timers = new TimerQueue();
  readonly #speed: number;
  #origin: Instant;
  #originReal: number;
  #timeout: NodeJS.Timeout | undefined;

  constructor({ start = Date.now(), speed = 1 }: Pace = {}) {
    this.#origin = start;
    this.#originReal = performance.now();
    this.#speed = speed;
  }

  now(): Instant {
    const elapsed = (performance.now() - this.#originReal) * this.#speed;
    return Math.floor(this.#origin + elapsed);
  }

  at(due: Instant, label: string, run: () => void | Promise<void>) {
    const timer = this.#timers.add({ due, label, run });
    this.#arm();
    return timer;
  }

  sleep(milliseconds: number, label: string): Promise<void> {
    return new Promise((resolve) => {
      this.at(this.now() + milliseconds, label, resolve);
    });
  }

  held<T>(_label: string, work: () => Promise<T>): Promise<T> {
    return work();
  }

  waiting<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  hold() {
    return () => undefined;
  }

  /** Lets `milliseconds` pass at once; what became due in them happens in its order. */
  advance(milliseconds: number): void {
    this.#origin = this.now() + milliseconds;
    this.#originReal = performance.now();
    this.#arm();
  }

  /** Fires nothing any more. */
  stop(): void {
    clearTimeout(this.#timeout);
    while (this.#timers.take() !== undefined);
  }

  #arm(): void {
    clearTimeout(this.#timeout);
    const next = this.#timers.next();
    if (next === undefined) return;
    const wait = Math.ceil(Math.max(0, next.due - this.now()) / this.#speed);
    this.#timeout = setTimeout(() => this.#fire(), Math.min(wait, LONGEST_TIMEOUT_MS));
  }

  #fire(): void {
    while ((this.#timers.next()?.due ?? Number.POSITIVE_INFINITY) <= this.now()) {
      const timer = this.#timers.take();
      if (timer !== undefined) void (async () => await timer.run())();
    }
    this.#arm();
  }
}
