import type { Collection } from "../../../kernel/collection.ts";
import type { KeyShape, TableRecord } from "../tables/records.ts";
import type { Item } from "../values/value.ts";
import { type Entry, orderedEntries, positionOf, storageKey } from "./entries.ts";
import type { OrderedList } from "./ordered-list.ts";

/** An index of a table: entries in order. */
interface Ordered {
  readonly key: KeyShape;
  readonly entries: OrderedList<Entry>;
}

/** One item that changed; without `after`, it was deleted. */
export interface Replacement {
  readonly key: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

const ordered = (key: KeyShape): Ordered => ({
  key,
  entries: orderedEntries(),
});

/** The items of a table as they are looked for: by key, in order, and by each index. */
export class TableContents {
  readonly items: Collection<Item>;
  readonly #key: KeyShape;
  readonly #table: Ordered;
  readonly #indexes = new Map<string, Ordered>();
  /** Changes that the global indexes have not seen yet. */
  readonly #behind: Replacement[] = [];
  #globalNames: ReadonlySet<string> = new Set();

  constructor(table: TableRecord, items: Collection<Item>) {
    this.items = items;
    this.#key = table.key;
    this.#table = ordered(table.key);
    for (const [key, item] of items.entries()) this.#replace(this.#table, { key, after: item });
    this.followIndexes(table);
  }

  /** Fills indexes that are new and forgets those that are gone. */
  followIndexes({ indexes }: TableRecord): void {
    const names = new Set(indexes.map(({ name }) => name));
    for (const name of this.#indexes.keys()) if (!names.has(name)) this.#indexes.delete(name);
    for (const { name, key } of indexes) if (!this.#indexes.has(name)) this.#fill(name, key);
    this.#globalNames = new Set(
      indexes.filter(({ kind }) => kind === "global").map(({ name }) => name),
    );
  }

  /** The entries of an index, or of the table itself. */
  entries(index?: string): OrderedList<Entry> {
    const found = index === undefined ? this.#table : this.#indexes.get(index);
    if (!found) throw new Error(`The engine does not know the index ${index}.`);
    return found.entries;
  }

  keyOf(item: Item): string {
    return storageKey(item, this.#key);
  }

  /** Follows a change of an item that is stored already. */
  follow(change: Replacement, isLate: boolean): void {
    this.#replace(this.#table, change);
    for (const [name, index] of this.#indexes) {
      if (!this.#globalNames.has(name)) this.#replace(index, change);
    }
    if (isLate || this.#behind.length > 0) this.#behind.push(change);
    else this.#followGlobally(change);
  }

  /** Lets the global indexes see everything. */
  catchUp(): void {
    for (const change of this.#behind.splice(0)) this.#followGlobally(change);
  }

  #followGlobally(change: Replacement): void {
    for (const name of this.#globalNames) {
      const index = this.#indexes.get(name);
      if (index) this.#replace(index, change);
    }
  }

  #fill(name: string, key: KeyShape): void {
    const index = ordered(key);
    for (const [itemKey, item] of this.items.entries()) {
      this.#replace(index, { key: itemKey, after: item });
    }
    this.#indexes.set(name, index);
  }

  #replace({ key, entries }: Ordered, change: Partial<Replacement> & { key: string }): void {
    const tie = entries === this.#table.entries ? "" : change.key;
    const old = change.before && positionOf(change.before, key, tie);
    const { after } = change;
    const next = after && positionOf(after, key, tie);
    if (old && !(next && next.partition === old.partition && next.order === old.order)) {
      entries.remove(old as Entry);
    }
    if (next) entries.add({ ...next, item: after });
  }
}
