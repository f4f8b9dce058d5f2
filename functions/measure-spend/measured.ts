import type { ActiveLease, Lease } from "../../domain/lease/lease.ts";
import { dollars } from "../../domain/spend/cost.ts";

/** What one measurement found: leases that were written and that could not be, and US dollars. */
export interface Measured {
  readonly leases: number;
  readonly failed: number;
  /** What the active leases have spent together, may spend until their ends, and have for it. */
  readonly spent: number;
  readonly forecast: number;
  readonly budget: number;
}

/** The names of their metrics. */
export const METRICS = {
  leases: "LeasesMeasured",
  failed: "LeasesNotMeasured",
  spent: "SpendOfActiveLeases",
  forecast: "ForecastOfActiveLeases",
  budget: "BudgetOfActiveLeases",
} as const satisfies Record<keyof Measured, string>;

/** Adds up what leases are by now; undefined stands for one that could not be written. */
export function measuredOf(leases: readonly (Lease | undefined)[]): Measured {
  const active = leases.filter((lease) => lease?.status === "active");
  const sum = (of: (lease: ActiveLease) => number) =>
    dollars(active.reduce((all, lease) => all + of(lease), 0));
  return {
    leases: leases.length,
    failed: leases.filter((lease) => lease === undefined).length,
    spent: sum(({ spend }) => spend?.amount ?? 0),
    forecast: sum(({ spend }) => spend?.forecast ?? 0),
    budget: sum(({ budget }) => budget),
  };
}
