import type { Account } from "../../domain/account/account.ts";
import type { Closures } from "../../domain/capacity/closures.ts";
import type { Creations } from "../../domain/capacity/creations.ts";
import type { Course, IssuedCode, Redeemed } from "../../domain/codes/course.ts";
import type { DomainEvent } from "../../domain/events.ts";
import type { AccountKey, LeaseId, Principal } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import { nextDue } from "../../domain/lease/due.ts";
import { isQueued, type Lease } from "../../domain/lease/lease.ts";
import type { Tally } from "../../domain/lease/tally.ts";
import { monthOf, wasHeld } from "../../domain/report/lease-row.ts";
import type { DailyCost } from "../../domain/spend/cost.ts";
import { DAY, type Instant, plus } from "../../domain/time.ts";
import type { Queue } from "../../ports/ledger.ts";

/**
 * How records lie in the ledger's one table. Partition `pk`, sort key `sk`; the record itself is kept
 * whole under `record`, and what the indexes need stands beside it.
 */
export const INDEXES = {
  /** `owner`, `since`: the leases of a person. */
  owner: "by-owner",
  /** `state`, `since`: leases and accounts by status, e.g. `account#available`. */
  state: "by-state",
  /** `month`, `begunAt`: leases by the month in which they were handed over. */
  month: "by-month",
  /** `dueBucket`, `dueAt`: only what time will act on. */
  due: "due",
  /** `queue`, `queuedAt`: only what waits for its turn, in its order. */
  queue: "queue",
} as const;

export const DUE_BUCKET = "due";

/** Sort key of the record of a lease, an account, a tally. */
const RECORD = "RECORD";

export type Key = { readonly pk: string; readonly sk: string };
export type Item = Key & Readonly<Record<string, unknown>>;

export const leaseKey = (id: LeaseId): Key => ({ pk: `LEASE#${id}`, sk: RECORD });
export const accountRecordKey = (key: AccountKey): Key => ({ pk: `ACCOUNT#${key}`, sk: RECORD });
export const tallyKey = (owner: Principal): Key => ({ pk: `OWNER#${owner}`, sk: RECORD });
/** The count of a template's open leases is a number of its own, which is added to and not written over. */
export const countKey = (template: string): Key => ({ pk: `TEMPLATE#${template}`, sk: RECORD });
export const requestKey = (owner: Principal, key: string): Key => ({
  pk: `OWNER#${owner}`,
  sk: `REQUEST#${key}`,
});
export const creationsKey: Key = { pk: "CAPACITY#creations", sk: RECORD };
export const closuresKey: Key = { pk: "CAPACITY#closures", sk: RECORD };
export const courseKey = (name: string): Key => ({ pk: `COURSE#${name}`, sk: RECORD });
export const codeKey = (hash: string): Key => ({ pk: `CODE#${hash}`, sk: RECORD });
export const secretKey = (hash: string): Key => ({ pk: `SECRET#${hash}`, sk: RECORD });
export const EVENT_PREFIX = "EVENT#";
export const COST_PREFIX = "COST#";

/** Only what the `due` index needs: absent when nothing is due, which keeps the index sparse. */
const dueOf = (at: Instant | undefined) =>
  at === undefined ? {} : { dueBucket: DUE_BUCKET, dueAt: at };

/** Absent when nothing is waited for, which keeps the index sparse. */
const queueOf = (queue: Queue, queuedAt: Instant | undefined) =>
  queuedAt === undefined ? {} : { queue, queuedAt };

/** Absent as long as nobody has had an account by it, which keeps the index sparse. */
const begunOf = (lease: Lease) =>
  wasHeld(lease) ? { month: monthOf(lease.activatedAt), begunAt: lease.activatedAt } : {};

export const leaseItem = (lease: Lease): Item => ({
  ...leaseKey(lease.id),
  version: lease.version,
  record: lease,
  owner: lease.owner,
  state: `lease#${lease.status}`,
  since: lease.requestedAt,
  ...begunOf(lease),
  ...dueOf(nextDue(lease)?.at),
  ...queueOf("creation", isQueued(lease) ? lease.queuedAt : undefined),
});

export const accountItem = (account: Account): Item => ({
  ...accountRecordKey(account.key),
  version: account.version,
  record: account,
  state: `account#${account.status}`,
  since: account.recordedAt,
  ...dueOf("dueAt" in account ? account.dueAt : undefined),
  ...queueOf("closure", account.status === "closing" ? account.queuedAt : undefined),
});

export const tallyItem = (tally: Tally): Item => ({
  ...tallyKey(tally.owner),
  version: tally.version,
  record: tally,
});

export const creationsItem = (record: Creations): Item => ({
  ...{ ...creationsKey, version: record.version, record },
});

export const closuresItem = (record: Closures): Item => ({
  ...{ ...closuresKey, version: record.version, record },
});

/** The state under which the index has all courses. */
export const COURSES = "course";

/** What has been redeemed is a number of its own, which is added to: a whole course redeems at one moment. */
export const courseItem = ({ redeemed, ...record }: Course): Item => ({
  ...{ ...courseKey(record.name), version: record.version, record, redeemed },
  ...{ withdrawals: record.withdrawals, state: COURSES, since: record.madeAt },
});

export const courseIn = (item: Readonly<Record<string, unknown>>): Course => ({
  ...(item["record"] as Omit<Course, "redeemed">),
  redeemed: item["redeemed"] as number,
});

/** Codes are forgotten after their courses: until then, whoever has lost an answer asks again. */
const CODES_KEPT = 30 * DAY;

const forgottenAt = ({ endsAt }: IssuedCode) => ({
  expiresAt: Math.floor(Date.parse(plus(endsAt, CODES_KEPT)) / 1000),
});

export const codeItem = (code: IssuedCode): Item => ({
  ...{ ...codeKey(code.hash), version: code.version, record: code, ...forgottenAt(code) },
});

/** Which lease the holder of a secret has. */
export const secretItem = (code: IssuedCode, { leaseId, secretHash }: Redeemed): Item => ({
  ...{ ...secretKey(secretHash), leaseId, ...forgottenAt(code) },
});

/** What a day of a lease cost: written over when AWS tells another amount. */
export const costItem = (lease: LeaseId, cost: DailyCost): Item => ({
  ...{ pk: leaseKey(lease).pk, sk: `${COST_PREFIX}${cost.day}`, cost },
});

/** Makes a second record with the same AWS number impossible. */
export const numberItem = (accountId: string, key: AccountKey): Item => ({
  ...numberKey(accountId),
  accountKey: key,
});

export const numberKey = (accountId: string): Key => ({ pk: `NUMBER#${accountId}`, sk: RECORD });

/**
 * The events of a change, once in the history of each lease, account and course that they name. The first of
 * these copies is published; its `id` is the same however often the change is tried.
 */
export function eventItems(change: Change): readonly Item[] {
  const source = change.lease ?? change.account ?? change.course;
  if (source === undefined) return [];
  const name = "key" in source ? source.key : "id" in source ? source.id : source.name;
  return change.events.flatMap((event, index) => {
    const id = `${name}.${source.version}.${index}`;
    const sk = `${EVENT_PREFIX}${event.at}#${index}#${id}`;
    return partitionsOf(event).map((pk, copy) => ({
      ...{ pk, sk, id, event },
      ...(copy === 0 ? { publish: true } : {}),
    }));
  });
}

const partitionsOf = ({ leaseId, accountKey, course }: DomainEvent): readonly string[] => [
  ...(leaseId === undefined ? [] : [leaseKey(leaseId).pk]),
  ...(accountKey === undefined ? [] : [accountRecordKey(accountKey).pk]),
  ...(course === undefined ? [] : [courseKey(course).pk]),
];
