import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Collection } from "../../../local/kernel/collection.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { JournalStorage } from "../../../local/kernel/journal.ts";
import { streamOf } from "../../../local/services/dynamodb/streams/streams.ts";
import {
  ACCOUNT,
  aDatabase,
  aDatabaseWithTables,
  type Database,
  REGION,
  refusal,
  reopened,
} from "./a-database.ts";
import { key, n, s } from "./sequence/call.ts";

const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/ledger`;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dynamodb-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const put = (pk: string, more: object = {}) => ({
  Put: { TableName: "ledger", Item: { ...key(pk), ...more } },
});
const count = ({ call }: Database, IndexName?: string) =>
  call("Scan", { TableName: "ledger", ...(IndexName && { IndexName }) })["Count"];

async function streaming(database: Database): Promise<Database> {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: "KEYS_ONLY" };
  database.call("UpdateTable", { TableName: "ledger", StreamSpecification });
  await database.settle();
  return database;
}

test("a restarted cloud has its tables, items, indexes, streams and tokens again", async () => {
  const storage = new JournalStorage(folder);
  const before = await streaming(await aDatabaseWithTables(storage));
  const owned = { owner: s("ann"), since: s("1") };
  const transaction = { TransactItems: [put("a", owned), put("b")], ClientRequestToken: "t" };
  before.call("TransactWriteItems", transaction);
  before.call("DeleteItem", { TableName: "ledger", Key: key("b") });
  const now = before.world.clock.now();
  storage.close();

  const after = aDatabase(new JournalStorage(folder), { now });
  after.service.resume?.();
  expect([count(after), count(after, "by-owner"), count(after, "due")]).toEqual([1, 1, 0]);
  after.call("TransactWriteItems", transaction);
  expect(count(after)).toBe(1);
  const stream = streamOf(after.world, TABLE);
  expect(stream.read(undefined, 10)).toEqual(streamOf(before.world, TABLE).read(undefined, 10));
  const newest = stream.newest() ?? "";
  after.call("PutItem", { TableName: "ledger", Item: key("c") });
  expect(stream.read(newest, 10)).toHaveLength(1);
});

/** Storage that dies at the nth change: the change is not made, and no other after it. */
class DyingStorage extends MemoryStorage {
  changesLeft = Number.POSITIVE_INFINITY;

  override collection<T>(...where: Parameters<MemoryStorage["collection"]>): Collection<T> {
    const found = super.collection<T>(...where);
    const spend = () => {
      if (this.changesLeft === 0) throw new Error("The process dies.");
      this.changesLeft -= 1;
    };
    return new Proxy(found, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...given: unknown[]): unknown => {
          if (name === "set" || name === "delete") spend();
          return Reflect.apply(member, target, given) as unknown;
        };
      },
    });
  }
}

test("a process that dies within a transaction leaves all of it or nothing, with its records", async () => {
  const outcomes = new Set<unknown>();
  for (let changes = 0; changes < 12; changes += 1) {
    const storage = new DyingStorage();
    const dying = await streaming(await aDatabaseWithTables(storage));
    dying.call("PutItem", { TableName: "ledger", Item: { ...key("a"), v: n(1) } });
    const items = [put("a", { v: n(2) }), put("b", { v: n(2) })];
    storage.changesLeft = changes;
    const TransactItems = [...items, { Delete: { TableName: "ledger", Key: key("none") } }];
    const died = refusal(() =>
      dying.call("TransactWriteItems", { TransactItems, ClientRequestToken: "t" }),
    );
    storage.changesLeft = Number.POSITIVE_INFINITY;

    const after = aDatabase(reopened(storage), { now: dying.world.clock.now() });
    const found = after.call("Scan", { TableName: "ledger" }).Items;
    const versions = found?.map(({ v }) => v?.N).join();
    const records = streamOf(after.world, TABLE).read(undefined, 10).length;
    outcomes.add(`${died} ${versions} ${records}`);
  }
  // Everything is there as soon as the first change was made: it holds all the others.
  expect([...outcomes]).toEqual([
    "Error: The process dies. 1 1",
    "Error: The process dies. 2,2 3",
    "nothing 2,2 3",
  ]);
});
