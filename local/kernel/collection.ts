/**
 * A keyed set of records: the only place where a service keeps what must survive a restart.
 *
 * Records are plain JSON (no Date, Map, class or undefined) and are never changed in place: to change
 * one, `set` a new one. So every change can be written to a journal before it is acknowledged.
 * Iteration is in order of first insertion.
 */
export interface Collection<T> {
  get(key: string): T | undefined;
  has(key: string): boolean;
  set(key: string, record: T): this;
  delete(key: string): boolean;
  keys(): IterableIterator<string>;
  values(): IterableIterator<T>;
  entries(): IterableIterator<[string, T]>;
  readonly size: number;
}

/** Where a collection belongs: whose it is, and in which Region (`"global"` for global services). */
export interface Place {
  readonly service: string;
  readonly account: string;
  readonly region: string;
}

/** Finds or makes the collections of the cloud, one for each place and kind. */
export interface Storage {
  collection<T>(place: Place, kind: string): Collection<T>;
  /** Every account that has something under this service and kind; for listings across accounts. */
  places(service: string, kind: string): readonly Place[];
}

/** Storage that forgets everything with the process. */
export class MemoryStorage implements Storage {
  readonly #collections = new Map<
    string,
    { place: Place; kind: string; records: Map<string, unknown> }
  >();

  collection<T>(place: Place, kind: string): Collection<T> {
    const id = `${place.service}/${place.account}/${place.region}/${kind}`;
    const found = this.#collections.get(id) ?? { place, kind, records: new Map<string, unknown>() };
    this.#collections.set(id, found);
    return found.records as Map<string, T>;
  }

  places(service: string, kind: string): readonly Place[] {
    return [...this.#collections.values()]
      .filter((each) => each.place.service === service && each.kind === kind)
      .map((each) => each.place);
  }
}
