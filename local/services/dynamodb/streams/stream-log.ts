import type { Collection } from "../../../kernel/collection.ts";
import { STREAM_RETENTION } from "../limits.ts";
import type { StreamRecord } from "./stream-record.ts";

/** Digits of a sequence number: the moment in milliseconds, and a count. */
const MOMENT_DIGITS = 15;
const COUNT_DIGITS = 6;
const MOST_COUNTED = 10 ** COUNT_DIGITS;
/** Sequence numbers of AWS have more than twenty digits and begin with a one. */
const PREFIX = "100";

function sequenceNumber(moment: number, count: number): string {
  const digits = String(moment).padStart(MOMENT_DIGITS, "0");
  return `${PREFIX}${digits}${String(count).padStart(COUNT_DIGITS, "0")}`;
}

/** A moment, and how many records came in it before. */
interface Counted {
  readonly moment: number;
  readonly count: number;
}

function countedFrom(number: string | undefined): Counted {
  if (number === undefined) return { moment: 0, count: 0 };
  const digits = number.slice(PREFIX.length);
  return {
    moment: Number(digits.slice(0, MOMENT_DIGITS)),
    count: Number(digits.slice(MOMENT_DIGITS)),
  };
}

/** The records of one stream, oldest first. They are kept for a day. */
export class StreamLog {
  readonly #stored: Collection<StreamRecord>;
  #records: StreamRecord[];
  /** How many records at the front are forgotten already. */
  #forgotten = 0;
  readonly #listeners = new Set<() => void>();
  #last: Counted;

  constructor(stored: Collection<StreamRecord>) {
    this.#stored = stored;
    this.#records = [...stored.values()];
    this.#last = countedFrom(this.newest);
  }

  get newest(): string | undefined {
    return this.#records.at(-1)?.sequenceNumber;
  }

  /** The next sequence number, at this moment. */
  takeNumber(now: number): string {
    const { moment, count } = this.#last;
    const isLater = now > moment;
    const isFull = !isLater && count + 1 >= MOST_COUNTED;
    if (isLater) this.#last = { moment: now, count: 0 };
    else this.#last = isFull ? { moment: moment + 1, count: 0 } : { moment, count: count + 1 };
    return sequenceNumber(this.#last.moment, this.#last.count);
  }

  /** Follows a record that is stored already, and forgets those that are too old. */
  append(record: StreamRecord): void {
    this.#records.push(record);
    this.#forgetBefore(record.at - STREAM_RETENTION);
  }

  /** Tells the subscribers that there is something new. */
  wake(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Up to `limit` records after a sequence number, or from the oldest one that is kept. */
  read(after: string | undefined, limit: number): readonly StreamRecord[] {
    const from = after === undefined ? this.#forgotten : this.#placeAfter(after);
    return this.#records.slice(from, from + limit);
  }

  #placeAfter(number: string): number {
    let low = this.#forgotten;
    let high = this.#records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#records[middle] as StreamRecord).sequenceNumber <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #forgetBefore(moment: number): void {
    for (;;) {
      const oldest = this.#records[this.#forgotten];
      if (!oldest || oldest.at >= moment) break;
      this.#stored.delete(oldest.sequenceNumber);
      this.#forgotten += 1;
    }
    if (this.#forgotten * 2 < this.#records.length) return;
    this.#records = this.#records.slice(this.#forgotten);
    this.#forgotten = 0;
  }
}
