import type { Clock, Release } from "../../../kernel/clock.ts";

/** Turns of the event loop without any activity after which a function only waits for its timers. */
const QUIET_TURNS = 4;

/** Real milliseconds without anything to wait for after which a promise will never settle. */
const STUCK_MILLISECONDS = 200;

/**
 * Keeps the clock standing while a function is at work, and lets time pass while all that it waits for
 * is time: its own timers, or calls that the gateway lets hang.
 */
export class Activity {
  readonly #clock: Pick<Clock, "hold">;
  readonly #label: string;
  readonly #stuck: () => void;
  #release: Release | undefined;
  #running = false;
  #looking = false;
  #quietTurns = 0;
  #touches = 0;
  #outstanding = 0;
  #hanging = 0;
  #timers = 0;

  /** `stuck` is told when the function waits for nothing that could ever come. */
  constructor(clock: Pick<Clock, "hold">, label: string, stuck: () => void) {
    this.#clock = clock;
    this.#label = label;
    this.#stuck = stuck;
  }

  /** Whether an invocation is in progress; between two of them an environment is frozen. */
  get isRunning(): boolean {
    return this.#running;
  }

  resume(): void {
    this.#running = true;
    this.touch();
  }

  pause(): void {
    this.#running = false;
    this.#letGo();
  }

  /** Something outside was asked (1) or has answered (-1): a request, a file, a worker thread. */
  outstanding(change: 1 | -1): void {
    this.#outstanding += change;
    this.touch();
  }

  /** The gateway lets a call hang (1), or does so no longer (-1). */
  hanging(change: 1 | -1): void {
    this.#hanging += change;
    this.touch();
  }

  timers(change: 1 | -1): void {
    this.#timers += change;
    this.touch();
  }

  /** The function's code runs, or soon will. */
  touch(): void {
    if (!this.#running) return;
    this.#release ??= this.#clock.hold(this.#label);
    this.#quietTurns = 0;
    this.#touches += 1;
    this.#lookSoon();
  }

  #lookSoon(): void {
    if (this.#looking) return;
    this.#looking = true;
    setImmediate(() => {
      this.#looking = false;
      this.#look();
    });
  }

  #look(): void {
    if (this.#release === undefined || this.#outstanding > this.#hanging) return;
    this.#quietTurns += 1;
    if (this.#quietTurns < QUIET_TURNS) this.#lookSoon();
    else if (this.#timers > 0 || this.#hanging > 0) this.#letGo();
    else this.#suspect();
  }

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
  }

  #suspect(): void {
    const touches = this.#touches;
    setTimeout(() => {
      if (this.#running && this.#touches === touches) this.#stuck();
    }, STUCK_MILLISECONDS).unref();
  }
}
