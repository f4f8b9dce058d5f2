import {
  type Collection,
  MemoryStorage,
  type Place,
  type Storage,
} from "../../../local/kernel/collection.ts";

interface Known {
  readonly place: Place;
  readonly kind: string;
  readonly records: Collection<unknown>;
}

/** Storage that can be looked through, whatever services keep in it. */
export class OpenStorage implements Storage {
  readonly #inner = new MemoryStorage();
  readonly #known = new Map<string, Known>();

  collection<T>(place: Place, kind: string): Collection<T> {
    const records = this.#inner.collection<T>(place, kind);
    const { service, account, region } = place;
    this.#known.set(`${service} ${account} ${region} ${kind}`, { place, kind, records });
    return records;
  }

  places(service: string, kind: string): readonly Place[] {
    return this.#inner.places(service, kind);
  }

  /** All records of an account, as `service kind Region key`. */
  of(account: string): readonly { readonly title: string; readonly record: unknown }[] {
    return [...this.#known.values()]
      .filter(({ place }) => place.account === account)
      .flatMap(({ place, kind, records }) =>
        [...records.entries()].map(([key, record]) => ({
          title: `${place.service} ${kind} ${place.region} ${key}`,
          record,
        })),
      );
  }
}
