import type { Timer } from "../../../kernel/clock.ts";
import type { Life } from "./life.ts";

type Callback = (...values: unknown[]) => void;

/** Longest delay of a timer of Node, in milliseconds; a longer one becomes 1. */
const LONGEST_DELAY = 2 ** 31 - 1;

function delayOf(asked: unknown): number {
  const delay = Math.trunc(Number(asked));
  return delay >= 1 && delay <= LONGEST_DELAY ? delay : 1;
}

/** Timers that somebody took for numbers, as some libraries still do. */
const numbered = new Map<number, FunctionTimer>();
let lastNumber = 0;

/** A timer as Node's setTimeout and setInterval answer it, which follows the cloud's clock. */
class FunctionTimer {
  readonly #life: Life;
  readonly #callback: () => void;
  readonly #delay: number;
  readonly #repeats: boolean;
  #timer: Timer | undefined;
  #forget: () => void = () => {};
  #number: number | undefined;

  constructor(life: Life, callback: () => void, { delay = 1, repeats = false }) {
    this.#life = life;
    this.#callback = callback;
    this.#delay = delay;
    this.#repeats = repeats;
    this.refresh();
  }

  refresh(): this {
    this.close();
    if (!this.#life.isAlive) return this;
    const { clock, activity } = this.#life;
    activity.timers(1);
    this.#forget = this.#life.atEnd(() => this.close());
    this.#timer = clock.at(clock.now() + this.#delay, "a timer of a function", () => {
      this.#life.enterThawed(() => this.#fire());
    });
    return this;
  }

  #fire(): void {
    if (this.#timer === undefined) return;
    this.close();
    if (this.#repeats) this.refresh();
    this.#callback();
  }

  close(): this {
    if (this.#timer === undefined) return this;
    this.#timer.cancel();
    this.#timer = undefined;
    this.#forget();
    if (this.#number !== undefined) numbered.delete(this.#number);
    this.#life.activity.timers(-1);
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  [Symbol.toPrimitive](): number {
    lastNumber += 1;
    this.#number ??= lastNumber;
    if (this.#timer !== undefined) numbered.set(this.#number, this);
    return this.#number;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** What setImmediate answers: until it has run or is cleared, no time passes. */
class FunctionImmediate {
  readonly #life: Life;
  #immediate: NodeJS.Immediate | undefined;

  constructor(life: Life, callback: () => void) {
    this.#life = life;
    life.activity.outstanding(1);
    this.#immediate = setImmediate(() => {
      this.close();
      life.enter(callback);
    });
  }

  close(): void {
    if (this.#immediate === undefined) return;
    clearImmediate(this.#immediate);
    this.#immediate = undefined;
    this.#life.activity.outstanding(-1);
  }
}

/** `setTimeout` and its family, by the cloud's clock. */
export function timersOf(life: Life) {
  const start =
    (repeats: boolean) =>
    (callback: Callback, delay?: unknown, ...values: unknown[]) =>
      new FunctionTimer(
        life,
        life.bound(() => callback(...values)),
        {
          delay: delayOf(delay),
          repeats,
        },
      );
  const clear = (timer: unknown) => {
    if (timer instanceof FunctionTimer || timer instanceof FunctionImmediate) timer.close();
    else if (typeof timer === "number") numbered.get(timer)?.close();
  };
  return {
    setTimeout: start(false),
    setInterval: start(true),
    setImmediate: (callback: Callback, ...values: unknown[]) =>
      new FunctionImmediate(life, () => callback(...values)),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  };
}

/** `node:timers/promises`, by the cloud's clock. */
export function timerPromisesOf(life: Life) {
  const { setTimeout: later, clearTimeout: clear, setImmediate: soon } = timersOf(life);
  const delay = (milliseconds?: number, value?: unknown, options: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      const timer = later(resolve, milliseconds, value);
      options.signal?.addEventListener("abort", () => {
        clear(timer);
        reject(options.signal?.reason as Error);
      });
    });
  return {
    setTimeout: delay,
    setImmediate: (value?: unknown) => new Promise((resolve) => void soon(resolve, value)),
    scheduler: { wait: (milliseconds: number) => delay(milliseconds) },
  };
}
