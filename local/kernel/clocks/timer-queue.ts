import type { Timer } from "../clock.ts";

/** A timer that waits in a queue. */
export interface QueuedTimer extends Timer {
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

/** What a timer is made from. */
export type NewTimer = Pick<QueuedTimer, "due" | "label" | "run">;

/** Timers in the order of their moments; of two for the same moment, the one that was set first. */
export class TimerQueue {
  /** A binary heap; cancelled timers stay in it until they come to the top. */
  readonly #heap: { readonly timer: QueuedTimer; readonly order: number }[] = [];
  readonly #alive = new Set<QueuedTimer>();
  #order = 0;

  add({ due, label, run }: NewTimer): QueuedTimer {
    const timer: QueuedTimer = { due, label, run, cancel: () => void this.#alive.delete(timer) };
    this.#alive.add(timer);
    this.#order += 1;
    this.#heap.push({ timer, order: this.#order });
    this.#rise(this.#heap.length - 1);
    return timer;
  }

  /** The next timer, which stays in the queue. */
  next(): QueuedTimer | undefined {
    for (;;) {
      const timer = this.#heap[0]?.timer;
      if (timer === undefined || this.#alive.has(timer)) return timer;
      this.#removeTop();
    }
  }

  /** Takes the next timer out of the queue. */
  take(): QueuedTimer | undefined {
    const timer = this.next();
    if (timer === undefined) return undefined;
    this.#removeTop();
    this.#alive.delete(timer);
    return timer;
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return false;
    return a.timer.due < b.timer.due || (a.timer.due === b.timer.due && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #removeTop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let index = 0;
    for (;;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const child = this.#isBefore(right, left) ? right : left;
      if (!this.#isBefore(child, index)) return;
      this.#swap(index, child);
      index = child;
    }
  }
}
