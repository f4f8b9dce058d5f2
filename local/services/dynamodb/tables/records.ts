import type { Collection } from "../../../kernel/collection.ts";
import type { World } from "../../../kernel/service.ts";

export type KeyType = "S" | "N" | "B";

/** The attributes that a table or index is keyed by. */
export interface KeyShape {
  readonly hash: string;
  readonly range?: string;
}

type StreamView = "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";

/** Which attributes an index holds, besides the keys. */
export interface Projection {
  readonly type: "ALL" | "KEYS_ONLY" | "INCLUDE";
  readonly attributes: readonly string[];
}

export interface Throughput {
  readonly read: number;
  readonly write: number;
}

export interface IndexRecord {
  readonly name: string;
  readonly kind: "global" | "local";
  readonly key: KeyShape;
  readonly projection: Projection;
  readonly throughput: Throughput;
  /** When it is filled and can be asked. */
  readonly readyAt: number;
}

export interface StreamRecordOfTable {
  /** Date and time of its making, which name it: `2026-11-24T00:00:00.000`. */
  readonly label: string;
  readonly view: StreamView;
}

/** A table as it is stored. Its states follow from the moments in it, by the cloud's clock. */
export interface TableRecord {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  /** Types of the key attributes of the table and its indexes. */
  readonly types: Readonly<Record<string, KeyType>>;
  readonly key: KeyShape;
  readonly indexes: readonly IndexRecord[];
  readonly billing: "PAY_PER_REQUEST" | "PROVISIONED";
  readonly throughput: Throughput;
  readonly createdAt: number;
  /** When its creation or latest change is done. */
  readonly readyAt: number;
  /** Whether what will be done at `readyAt` is its creation. */
  readonly isNew: boolean;
  /** When a table that is being deleted is gone. */
  readonly goneAt?: number;
  readonly deletionProtection: boolean;
  readonly tableClass: "STANDARD" | "STANDARD_INFREQUENT_ACCESS";
  /** The stream that is on. */
  readonly stream?: StreamRecordOfTable;
  /** The latest stream, which can be read for a day after it was switched off. */
  readonly latestStream?: StreamRecordOfTable;
  /** The attribute with the moment after which an item is deleted, in seconds since the epoch. */
  readonly timeToLive?: string;
  /** When time to live was switched on or off. */
  readonly timeToLiveChangedAt?: number;
  /** Since when there are continuous backups. */
  readonly recoverableSince?: number;
  /** Encrypted with the key of the account that AWS manages, not with one that AWS owns. */
  readonly managedKey: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

const SERVICE = "dynamodb";

/** Where something happens: an account and Region of a world. */
export interface Site {
  readonly world: World;
  readonly account: string;
  readonly region: string;
}

export const placeOf = ({ account, region }: Pick<Site, "account" | "region">) => ({
  service: SERVICE,
  account,
  region,
});

/** The tables of an account and Region by name. */
export const tablesIn = (site: Site): Collection<TableRecord> =>
  site.world.storage.collection<TableRecord>(placeOf(site), "tables");

export const tableArn = ({ account, region }: Pick<Site, "account" | "region">, name: string) =>
  `arn:aws:dynamodb:${region}:${account}:table/${name}`;

export const indexArn = (table: string, index: string) => `${table}/index/${index}`;

export const streamArn = (table: string, { label }: StreamRecordOfTable) =>
  `${table}/stream/${label}`;

/** The key attributes of a table or index, the partition key first. */
export const keyNames = ({ hash, range }: KeyShape): readonly string[] =>
  range === undefined ? [hash] : [hash, range];

/** Changes of a table's record: members with `undefined` are taken away. */
export type TableChanges = { readonly [K in keyof TableRecord]?: TableRecord[K] | undefined };

/** Replaces a table's record by one with these changes. */
export function changeTable(world: World, table: TableRecord, changes: TableChanges): TableRecord {
  const members = Object.entries({ ...table, ...changes }).filter(([, each]) => each !== undefined);
  const changed = Object.fromEntries(members) as unknown as TableRecord;
  tablesIn({ world, account: table.account, region: table.region }).set(table.name, changed);
  return changed;
}
