import type { Principal } from "../ids.ts";
import { isOpen, type Lease } from "./lease.ts";

/** How many open leases an owner holds, by template: changed together with the leases it counts. */
export interface Tally {
  readonly owner: Principal;
  readonly version: number;
  readonly open: Readonly<Record<string, number>>;
}

export const emptyTally = (owner: Principal): Tally => ({ owner, version: 0, open: {} });

export const openLeases = (tally: Tally, template: string): number => tally.open[template] ?? 0;

/** The tally after a lease went from `before` (absent when it is new) to `after`; undefined if unchanged. */
export function recount(tally: Tally, before: Lease | undefined, after: Lease): Tally | undefined {
  const difference = Number(isOpen(after)) - Number(before !== undefined && isOpen(before));
  if (difference === 0) return undefined;
  const template = after.template.name;
  const count = Math.max(0, openLeases(tally, template) + difference);
  return { ...tally, version: tally.version + 1, open: { ...tally.open, [template]: count } };
}

/**
 * One more, or one less, open lease of a template in all. It is added where it is kept and not read, counted
 * and written back: at the beginning of a course many people write this one record at the same moment.
 */
export interface Count {
  readonly template: string;
  readonly difference: 1 | -1;
  /** The most that there may be after one more; the whole change is refused otherwise. */
  readonly limit?: number;
}

/** What a lease going from `before` (absent when it is new) to `after` means for its template's count. */
export function countOf(before: Lease | undefined, after: Lease): Count | undefined {
  const difference = Number(isOpen(after)) - Number(before !== undefined && isOpen(before));
  const { name, leasesInAll: limit } = after.template;
  if (difference < 0) return { template: name, difference: -1 };
  if (difference === 0) return undefined;
  return { template: name, difference: 1, ...(limit === undefined ? {} : { limit }) };
}
