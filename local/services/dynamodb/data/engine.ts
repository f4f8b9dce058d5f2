import type { Storage } from "../../../kernel/collection.ts";
import type { World } from "../../../kernel/service.ts";
import { INDEX_LAG } from "../limits.ts";
import { StreamLog } from "../streams/stream-log.ts";
import {
  type ItemChange,
  isRecorded,
  recordOf,
  type StreamRecord,
} from "../streams/stream-record.ts";
import {
  placeOf,
  type StreamRecordOfTable,
  type TableRecord,
  tablesIn,
} from "../tables/records.ts";
import type { Item } from "../values/value.ts";
import { finishPending, type Stored, storeTogether } from "./commit-log.ts";
import { Expirations } from "./expirations.ts";
import { TableContents } from "./table-contents.ts";

/** An item to write, or to delete when there is no `after`, under its storage key. */
export interface Write extends ItemChange {
  readonly key: string;
}

/** What is stored together with writes, and where. */
interface Accompanying {
  readonly where: { readonly account: string; readonly region: string };
  readonly all: readonly Stored[];
}

interface Recorded {
  readonly log: StreamLog;
  readonly kind: string;
  readonly record: StreamRecord;
}

const itemsKind = (table: TableRecord) => `items/${table.id}`;
const streamKind = (table: TableRecord, { label }: StreamRecordOfTable) =>
  `stream/${table.id}/${label}`;

/** The contents of all tables of a world: kept in storage, and in memory in the order of their keys. */
export class Engine {
  readonly #world: World;
  readonly #contents = new Map<string, TableContents>();
  readonly #streams = new Map<string, StreamLog>();
  readonly #expirations: Expirations;
  /** Asked at each write: whether the global indexes see it only a moment later. */
  isLate: () => boolean = () => false;

  constructor(world: World) {
    this.#world = world;
    this.#expirations = new Expirations(world, (table, key) => this.#expire(table, key));
    finishPending(world.storage);
  }

  contents(table: TableRecord): TableContents {
    const known = this.#contents.get(table.id);
    if (known) return known;
    const items = this.#world.storage.collection<Item>(placeOf(table), itemsKind(table));
    const contents = new TableContents(table, items);
    this.#contents.set(table.id, contents);
    return contents;
  }

  stream(table: TableRecord, stream: StreamRecordOfTable): StreamLog {
    const kind = streamKind(table, stream);
    const known = this.#streams.get(kind);
    if (known) return known;
    const stored = this.#world.storage.collection<StreamRecord>(placeOf(table), kind);
    const log = new StreamLog(stored);
    this.#streams.set(kind, log);
    return log;
  }

  /**
   * Writes everything or nothing, and tells the streams. All tables are of one account and Region;
   * `more` is what else must be stored with it.
   */
  commit(writes: readonly Write[], more?: Accompanying): void {
    const where = writes[0]?.table ?? more?.where;
    if (!where) return;
    const records = writes.filter(isRecorded).flatMap((write) => this.#recorded(write));
    storeTogether(this.#world.storage, where, [
      ...writes.map(asStored),
      ...records.map(({ kind, record }) => ({ kind, key: record.sequenceNumber, record })),
      ...(more?.all ?? []),
    ]);
    for (const write of writes) this.#follow(write);
    for (const { log, record } of records) log.append(record);
    for (const log of new Set(records.map((each) => each.log))) log.wake();
  }

  /** Takes up again what waits for its time. */
  resume(): void {
    for (const place of this.#world.storage.places("dynamodb", "tables")) {
      for (const table of tablesIn({ world: this.#world, ...place }).values()) this.watch(table);
    }
  }

  /** Follows a change of a table itself: its indexes, its time to live. */
  watch(table: TableRecord): void {
    this.#contents.get(table.id)?.followIndexes(table);
    if (table.timeToLive) this.#expirations.watch(table, this.contents(table).items.entries());
    else this.#expirations.forget(table.id);
  }

  /** Forgets the items of a table that is gone. */
  drop(table: TableRecord): void {
    const { items } = this.contents(table);
    for (const key of [...items.keys()]) items.delete(key);
    this.#contents.delete(table.id);
    this.#expirations.forget(table.id);
  }

  #recorded(write: Write): readonly Recorded[] {
    const { table } = write;
    if (!table.stream) return [];
    const log = this.stream(table, table.stream);
    const at = this.#world.clock.now();
    const record = recordOf(write, { number: log.takeNumber(at), at });
    return [{ log, kind: streamKind(table, table.stream), record }];
  }

  #follow(write: Write): void {
    const contents = this.contents(write.table);
    const isLate = this.isLate();
    contents.follow(write, isLate);
    this.#expirations.follow(write.table.id, write);
    if (!isLate) return;
    const due = this.#world.clock.now() + INDEX_LAG;
    this.#world.clock.at(due, "a global index catches up", () => contents.catchUp());
  }

  #expire(tableId: string, key: string): void {
    const table = this.#tableById(tableId);
    const before = table && this.contents(table).items.get(key);
    if (before) this.commit([{ table, key, before, after: undefined, isExpiry: true }]);
  }

  #tableById(id: string): TableRecord | undefined {
    for (const place of this.#world.storage.places("dynamodb", "tables")) {
      for (const table of tablesIn({ world: this.#world, ...place }).values()) {
        if (table.id === id) return table;
      }
    }
    return undefined;
  }
}

function asStored({ table, key, after }: Write): Stored {
  return { kind: itemsKind(table), key, ...(after && { record: after }) };
}

const engines = new WeakMap<Storage, Engine>();

/** The engine of a world: one for its storage. */
export function engineOf(world: World): Engine {
  const known = engines.get(world.storage);
  if (known) return known;
  const engine = new Engine(world);
  engines.set(world.storage, engine);
  return engine;
}
