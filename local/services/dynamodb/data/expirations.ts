import type { Timer } from "../../../kernel/clock.ts";
import type { World } from "../../../kernel/service.ts";
import { EXPIRY_LAG, OLDEST_EXPIRY } from "../limits.ts";
import type { TableRecord } from "../tables/records.ts";
import { attributeOf, type Item } from "../values/value.ts";
import { OrderedList } from "./ordered-list.ts";
import type { Replacement } from "./table-contents.ts";

/** An item that will be deleted, and when. */
interface Expiry {
  readonly due: number;
  readonly key: string;
}

interface Watched {
  readonly attribute: string;
  readonly expiries: OrderedList<Expiry>;
  timer?: Timer;
}

const byDue = (left: Expiry, right: Expiry): number =>
  left.due - right.due || (left.key < right.key ? -1 : left.key > right.key ? 1 : 0);

/**
 * When an item will be deleted, in milliseconds: some time after the moment in its attribute.
 * Undefined for items without such a moment, or with one that is years past, which DynamoDB leaves
 * alone (Developer Guide, "Using time to live").
 */
function dueOf(item: Item | undefined, attribute: string, now: number): number | undefined {
  const value = item && attributeOf(item, attribute);
  if (!value || !("N" in value)) return undefined;
  const expiry = Number(value.N) * 1000;
  return expiry < now - OLDEST_EXPIRY ? undefined : expiry + EXPIRY_LAG;
}

/** Knows which items of which tables expire next, and has them deleted in time. */
export class Expirations {
  readonly #world: World;
  readonly #expire: (tableId: string, key: string) => void;
  readonly #watched = new Map<string, Watched>();

  constructor(world: World, expire: (tableId: string, key: string) => void) {
    this.#world = world;
    this.#expire = expire;
  }

  /** Watches the items of a table whose time to live is on. */
  watch(table: TableRecord, items: Iterable<[string, Item]>): void {
    this.forget(table.id);
    const { timeToLive } = table;
    if (!timeToLive) return;
    const watched: Watched = {
      attribute: timeToLive,
      expiries: new OrderedList<Expiry>(byDue),
    };
    this.#watched.set(table.id, watched);
    for (const [key, item] of items) this.#add(watched, { key, before: undefined, after: item });
    this.#wait(table.id, watched);
  }

  forget(tableId: string): void {
    this.#watched.get(tableId)?.timer?.cancel();
    this.#watched.delete(tableId);
  }

  follow(tableId: string, change: Replacement): void {
    const watched = this.#watched.get(tableId);
    if (!watched) return;
    const first = watched.expiries.first();
    this.#add(watched, change);
    if (watched.expiries.first()?.due !== first?.due) this.#wait(tableId, watched);
  }

  #add({ attribute, expiries }: Watched, { key, before, after }: Replacement): void {
    const now = this.#world.clock.now();
    const [old, due] = [dueOf(before, attribute, now), dueOf(after, attribute, now)];
    if (old === due) return;
    if (old !== undefined) expiries.remove({ due: old, key });
    if (due !== undefined) expiries.add({ due, key });
  }

  /** Sets the timer for the item that expires next. */
  #wait(tableId: string, watched: Watched): void {
    watched.timer?.cancel();
    const next = watched.expiries.first();
    if (!next) return;
    const label = "items of a table expire";
    watched.timer = this.#world.clock.at(next.due, label, () => this.#sweep(tableId, watched));
  }

  #sweep(tableId: string, watched: Watched): void {
    const now = this.#world.clock.now();
    for (;;) {
      const next = watched.expiries.first();
      if (!next || next.due > now) break;
      watched.expiries.remove(next);
      this.#expire(tableId, next.key);
    }
    if (this.#watched.get(tableId) === watched) this.#wait(tableId, watched);
  }
}
