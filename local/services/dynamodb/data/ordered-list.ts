/** Members of a block at most, before it is cut in two. */
const BLOCK = 256;

export type Order<T> = (left: T, right: T) => number;

/**
 * Members in order, kept in blocks, so that adding, removing and finding take little even among very
 * many. No two members are equal by the order.
 */
export class OrderedList<T> {
  readonly #order: Order<T>;
  readonly #blocks: T[][] = [];
  #size = 0;

  constructor(order: Order<T>) {
    this.#order = order;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a member, in place of an equal one. */
  add(member: T): void {
    const at = Math.min(this.#blockOf(member), this.#blocks.length - 1);
    const block = this.#blocks[at];
    if (!block) {
      this.#blocks.push([member]);
      this.#size += 1;
      return;
    }
    const place = this.#placeIn(block, member);
    const isKnown = place < block.length && this.#order(block[place] as T, member) === 0;
    block.splice(place, isKnown ? 1 : 0, member);
    if (!isKnown) this.#size += 1;
    if (block.length > BLOCK) this.#blocks.splice(at + 1, 0, block.splice(BLOCK / 2));
  }

  remove(member: T): void {
    const at = this.#blockOf(member);
    const block = this.#blocks[at];
    if (!block) return;
    const place = this.#placeIn(block, member);
    if (place >= block.length || this.#order(block[place] as T, member) !== 0) return;
    block.splice(place, 1);
    this.#size -= 1;
    if (block.length === 0) this.#blocks.splice(at, 1);
  }

  first(): T | undefined {
    return this.#blocks[0]?.[0];
  }

  /** Members that are not before `from`, in order. */
  *upwards(from: T): Generator<T, void, undefined> {
    let at = this.#blockOf(from);
    let place = this.#placeIn(this.#blocks[at] ?? [], from);
    for (; at < this.#blocks.length; at += 1, place = 0) {
      const block = this.#blocks[at] as T[];
      for (; place < block.length; place += 1) yield block[place] as T;
    }
  }

  /** Members that are before `from`, in reverse order. */
  *downwards(from: T): Generator<T, void, undefined> {
    let at = this.#blockOf(from);
    let place = this.#placeIn(this.#blocks[at] ?? [], from) - 1;
    for (; at >= 0; ) {
      const block = this.#blocks[at] ?? [];
      for (; place >= 0; place -= 1) yield block[place] as T;
      at -= 1;
      place = (this.#blocks[at]?.length ?? 0) - 1;
    }
  }

  /** The block whose last member is not before `member`; one more than there are when all are. */
  #blockOf(member: T): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = this.#blocks[middle] as T[];
      if (this.#order(block[block.length - 1] as T, member) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many members of a block are before `member`. */
  #placeIn(block: readonly T[], member: T): number {
    let low = 0;
    let high = block.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#order(block[middle] as T, member) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
