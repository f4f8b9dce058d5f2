import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Collection, Place, Storage } from "./collection.ts";

/** One change of a record; without a record, its removal. */
interface Entry {
  readonly place: Place;
  readonly kind: string;
  readonly key: string;
  readonly record?: unknown;
}

const FILE = "world.jsonl";

type Write = (entry: Entry) => void;

/** A collection that writes each change down before it answers. */
class JournaledCollection<T> extends Map<string, T> implements Collection<T> {
  readonly place: Place;
  readonly kind: string;
  #write: Write | undefined;

  constructor(place: Place, kind: string) {
    super();
    this.place = place;
    this.kind = kind;
  }

  /** From now on changes are written. */
  recordTo(write: Write): void {
    this.#write = write;
  }

  override set(key: string, record: T): this {
    this.#write?.({ place: this.place, kind: this.kind, key, record });
    return super.set(key, record);
  }

  override delete(key: string): boolean {
    if (this.has(key)) this.#write?.({ place: this.place, kind: this.kind, key });
    return super.delete(key);
  }

  entriesToKeep(): readonly Entry[] {
    const { place, kind } = this;
    return [...this].map(([key, record]) => ({ place, kind, key, record }));
  }
}

/**
 * Storage that survives the process: every change is a line of a file in a folder, handed to the
 * operating system before it is acknowledged, so that a killed process loses nothing that it answered.
 * (A crash of the whole machine may lose the last moments.) Opening it leaves one line for each record.
 */
export class JournalStorage implements Storage {
  readonly #collections = new Map<string, JournaledCollection<unknown>>();
  readonly #file: number;

  /** @throws an error when the folder cannot be written, or holds something else. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, FILE);
    if (existsSync(path)) this.#replay(readFileSync(path, "utf8"));
    this.#file = this.#compact(path);
    for (const each of this.#collections.values()) each.recordTo(this.#write);
  }

  get isEmpty(): boolean {
    return [...this.#collections.values()].every(({ size }) => size === 0);
  }

  collection<T>(place: Place, kind: string): Collection<T> {
    const found = this.#find(place, kind);
    found.recordTo(this.#write);
    return found as JournaledCollection<T>;
  }

  places(service: string, kind: string): readonly Place[] {
    return [...this.#collections.values()]
      .filter((each) => each.place.service === service && each.kind === kind)
      .map((each) => each.place);
  }

  close(): void {
    closeSync(this.#file);
  }

  #find(place: Place, kind: string): JournaledCollection<unknown> {
    const id = `${place.service}/${place.account}/${place.region}/${kind}`;
    const found = this.#collections.get(id) ?? new JournaledCollection<unknown>(place, kind);
    this.#collections.set(id, found);
    return found;
  }

  #replay(text: string): void {
    const lines = text.split("\n");
    // A process that was killed may have left half a line at the end: it was never acknowledged.
    lines.pop();
    for (const line of lines) {
      const { place, kind, key, record } = JSON.parse(line) as Entry;
      const collection = this.#find(place, kind);
      if (record === undefined) collection.delete(key);
      else collection.set(key, record);
    }
  }

  #compact(path: string): number {
    const draft = `${path}.new`;
    const file = openSync(draft, "w");
    for (const each of this.#collections.values())
      for (const entry of each.entriesToKeep()) writeSync(file, `${JSON.stringify(entry)}\n`);
    renameSync(draft, path);
    return file;
  }

  readonly #write: Write = (entry) => void writeSync(this.#file, `${JSON.stringify(entry)}\n`);
}
