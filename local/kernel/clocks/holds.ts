import { AsyncLocalStorage } from "node:async_hooks";
import type { Release } from "../clock.ts";

/** Work in flight, which may be waiting for something else in there. */
interface Work {
  readonly label: string;
  readonly surrounding: Work | undefined;
  waits: number;
}

/**
 * Counts what is in flight. Work that waits inside other work lets all of it wait: otherwise a request
 * that waits for a function that waits for a timer would keep that timer from ever coming.
 */
export class Holds {
  readonly #current = new AsyncLocalStorage<Work | undefined>();
  readonly #held = new Set<Work>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isQuiet(): boolean {
    return [...this.#held].every(({ waits }) => waits > 0);
  }

  /** Whether any work in flight waits for time to pass. */
  get isAwaited(): boolean {
    return this.#held.size > 0 && this.isQuiet;
  }

  /** What keeps time from passing, for whoever looks for the reason. */
  get labels(): readonly string[] {
    return [...this.#held].filter(({ waits }) => waits === 0).map(({ label }) => label);
  }

  hold(label: string): Release {
    const work: Work = { label, surrounding: undefined, waits: 0 };
    this.#held.add(work);
    this.#changed();
    return () => {
      if (this.#held.delete(work)) this.#changed();
    };
  }

  /** Does work that counts as in flight; `isRoot` for work that nobody around waits for. */
  async held<T>(label: string, work: () => Promise<T>, isRoot = false): Promise<T> {
    const surrounding = isRoot ? undefined : this.#current.getStore();
    const own: Work = { label, surrounding, waits: 0 };
    this.#held.add(own);
    this.#changed();
    try {
      return await this.#current.run(own, work);
    } finally {
      this.#held.delete(own);
      this.#changed();
    }
  }

  async waiting<T>(work: () => Promise<T>): Promise<T> {
    const innermost = this.#current.getStore();
    this.#change(innermost, 1);
    try {
      return await work();
    } finally {
      this.#change(innermost, -1);
    }
  }

  #change(innermost: Work | undefined, by: 1 | -1): void {
    for (let work = innermost; work !== undefined; work = work.surrounding) work.waits += by;
    this.#changed();
  }
}
