import type { Storage } from "../../../kernel/collection.ts";
import { placeOf } from "../tables/records.ts";

/** One thing to store, such as an item; without `record`, its removal. */
export interface Stored {
  /** Name of the collection in storage. */
  readonly kind: string;
  readonly key: string;
  readonly record?: unknown;
}

type Where = { readonly account: string; readonly region: string };

const KIND = "commits";
const PENDING = "pending";

function put(storage: Storage, where: Where, all: readonly Stored[]): void {
  for (const { kind, key, record } of all) {
    const collection = storage.collection<unknown>(placeOf(where), kind);
    if (record === undefined) collection.delete(key);
    else collection.set(key, record);
  }
}

/**
 * Stores everything or nothing, even when the process dies in the middle: what belongs together is
 * written down as one record first, and finished at the next start.
 */
export function storeTogether(storage: Storage, where: Where, all: readonly Stored[]): void {
  if (all.length < 2) {
    put(storage, where, all);
    return;
  }
  const pending = storage.collection<readonly Stored[]>(placeOf(where), KIND);
  pending.set(PENDING, all);
  put(storage, where, all);
  pending.delete(PENDING);
}

/** Finishes what a process that died had begun to store. */
export function finishPending(storage: Storage): void {
  for (const place of storage.places("dynamodb", KIND)) {
    const pending = storage.collection<readonly Stored[]>(place, KIND);
    const all = pending.get(PENDING);
    if (!all) continue;
    put(storage, place, all);
    pending.delete(PENDING);
  }
}
