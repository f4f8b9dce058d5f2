import type { LeaseId } from "../ids.ts";
import type { Instant } from "../time.ts";

/** A day in UTC, such as 2026-12-01: what AWS bills by. */
export type Day = string & { readonly __brand: "Day" };

export const dayOf = (instant: Instant): Day => instant.slice(0, 10) as Day;

/** The moment that a day begins. */
export const startOf = (day: Day): Instant => `${day}T00:00:00.000Z` as Instant;

/** What one day of a lease cost, in US dollars. */
export interface DailyCost {
  readonly day: Day;
  readonly amount: number;
}

/** What a measurement found out about one lease: days that are known anew, or at another amount. */
export interface Costs {
  readonly leaseId: LeaseId;
  readonly days: readonly DailyCost[];
}

/** US dollars to a hundredth of a cent: finer amounts are the noise of adding. */
export const dollars = (amount: number): number => Math.round(amount * 10_000) / 10_000 || 0;

export const sumOf = (days: readonly DailyCost[]): number =>
  dollars(days.reduce((sum, { amount }) => sum + amount, 0));

/** Days as known now: those measured anew take the place of the older ones. Oldest first. */
export function merged(known: readonly DailyCost[], anew: readonly DailyCost[]) {
  const all = new Map([...known, ...anew].map((each) => [each.day, each]));
  return [...all.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** Those of `anew` that are not known yet, or at another amount. */
export function changed(known: readonly DailyCost[], anew: readonly DailyCost[]) {
  const amounts = new Map(known.map(({ day, amount }) => [day, amount]));
  return anew.filter(({ day, amount }) => amounts.get(day) !== amount);
}
