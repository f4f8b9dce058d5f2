import type { AccountId, LeaseId, Principal } from "../ids.ts";
import type { ActiveLease, EndedLease, EndingLease, EndReason, Lease } from "../lease/lease.ts";
import { isNobodys } from "../lease/nobodys.ts";
import { between, earliest, HOUR, type Instant } from "../time.ts";

/** A lease that has had an account in its owner's hands. */
export type HeldLease = ActiveLease | EndingLease | EndedLease;

/** Whoever takes an account in, or lets one go, leaves a lease behind that nobody held. */
export const wasHeld = (lease: Lease): lease is HeldLease =>
  "activatedAt" in lease && !(lease.status === "ended" && isNobodys(lease.reason));

/** Who had what, when, for how long and at what cost. */
export interface LeaseRow {
  readonly leaseId: LeaseId;
  readonly owner: Principal;
  readonly template: string;
  readonly purpose: string;
  readonly status: HeldLease["status"];
  readonly accountId: AccountId;
  readonly begunAt: Instant;
  /** Absent as long as it lasts. */
  readonly endedAt?: Instant;
  readonly reason?: EndReason;
  /** How long it has lasted, with two digits. */
  readonly hours: number;
  /** US dollars for the whole lease. */
  readonly budget: number;
  /** US dollars, as far as AWS has told: it tells hours later, or days. Absent until it is measured. */
  readonly cost?: number;
  /** The last day that AWS had told a cost of. */
  readonly costUntil?: string;
  readonly approvedBy?: Principal;
}

const rounded = (number: number): number => Math.round(number * 100) / 100;

/** The line of a lease in a report that is made at `now`. For its owner, a lease is over when it is ending. */
export function rowOf(lease: HeldLease, now: Instant): LeaseRow {
  const { id, owner, template, purpose, status, accountId, activatedAt, budget } = lease;
  const end =
    lease.status === "active"
      ? {}
      : { endedAt: earliest(lease.endingSince, now), reason: lease.reason };
  return {
    ...{ leaseId: id, owner, template: template.name, purpose, status, accountId },
    ...{ begunAt: activatedAt, ...end },
    hours: rounded(between(activatedAt, end.endedAt ?? now) / HOUR),
    budget,
    ...costOf(lease),
    ...(lease.approvedBy === undefined ? {} : { approvedBy: lease.approvedBy }),
  };
}

function costOf({ spend }: HeldLease): Pick<LeaseRow, "cost" | "costUntil"> {
  if (spend === undefined) return {};
  const { amount, until } = spend;
  return { cost: rounded(amount), ...(until === undefined ? {} : { costUntil: until }) };
}

/** What a report can be summed up by. */
export const SUMS = ["person", "template", "month"] as const;

export type SumBy = (typeof SUMS)[number];

/** All leases of one person, template or month together. */
export interface SumRow {
  readonly name: string;
  readonly leases: number;
  readonly hours: number;
  /** US dollars, of those leases of which a cost is known; absent when it is of none. */
  readonly cost?: number;
}

const nameIn: Readonly<Record<SumBy, (row: LeaseRow) => string>> = {
  person: ({ owner }) => owner,
  template: ({ template }) => template,
  month: ({ begunAt }) => monthOf(begunAt),
};

/** Sums rows up: each row counts in exactly one sum. */
export function summed(rows: readonly LeaseRow[], by: SumBy): readonly SumRow[] {
  const groups = Map.groupBy(rows, nameIn[by]);
  return [...groups]
    .map(([name, all]) => ({
      ...{ name, leases: all.length },
      hours: total(all.map(({ hours }) => hours)),
      ...costOfAll(all),
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

const total = (numbers: readonly number[]): number =>
  rounded(numbers.reduce((sum, each) => sum + each, 0));

function costOfAll(rows: readonly LeaseRow[]): Pick<SumRow, "cost"> {
  const costs = rows.flatMap(({ cost }) => cost ?? []);
  return costs.length === 0 ? {} : { cost: total(costs) };
}

/** A calendar month in UTC, such as `2026-12`. */
export type Month = string;

export const monthOf = (at: Instant): Month => at.slice(0, "2026-12".length);

/** The months from one moment up to another, which itself does not belong to them. */
export function monthsBetween(from: Instant, to: Instant): readonly Month[] {
  const months: Month[] = [];
  if (to <= from) return months;
  const day = new Date(`${monthOf(from)}-01T00:00:00.000Z`);
  for (; day.toISOString() < to; day.setUTCMonth(day.getUTCMonth() + 1))
    months.push(monthOf(day.toISOString() as Instant));
  return months;
}
