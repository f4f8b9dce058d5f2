import type { AvailableAccount } from "../../domain/account/account.ts";
import { closuresLeft } from "../../domain/capacity/closures.ts";
import { type Creations, slotsLeft } from "../../domain/capacity/creations.ts";
import { closureQuota } from "../../domain/capacity/limits.ts";
import type { Clock } from "../../ports/clock.ts";
import { LONGEST_QUEUE, readyIn, type SupplyPorts } from "../shared/supply.ts";

/** How many accounts are counted in a state; more say nothing else. */
const ENOUGH = 100;

/** How much there is left of everything that can run out, and how many wait for it. */
export interface Measured {
  readonly inAttention: number;
  readonly slotsLeft: number;
  readonly closuresLeft: number;
  /** Leases that wait for an account, and accounts that wait to be closed. */
  readonly leasesWaiting: number;
  readonly closuresWaiting: number;
  readonly poolLevel: number;
}

/** The names of their metrics. */
export const METRICS = {
  inAttention: "AccountsInAttention",
  slotsLeft: "SlotsLeft",
  closuresLeft: "ClosuresLeft",
  leasesWaiting: "LeasesWaiting",
  closuresWaiting: "ClosuresWaiting",
  poolLevel: "PoolLevel",
} as const satisfies Record<keyof Measured, string>;

export async function measure(
  ports: SupplyPorts & { readonly clock: Clock },
  {
    creations,
    pool,
  }: { readonly creations: Creations; readonly pool: readonly AvailableAccount[] },
): Promise<Measured> {
  const { ledger, views, clock, slots } = ports;
  const [closures, attention, leases, accounts] = await Promise.all([
    ledger.closures(),
    views.accountsIn("attention", { limit: ENOUGH }),
    views.queued("creation", LONGEST_QUEUE),
    views.queued("closure", LONGEST_QUEUE),
  ]);
  return {
    inAttention: attention.items.length,
    slotsLeft: slotsLeft(creations, slots),
    closuresLeft: closuresLeft(closures, closureQuota(creations.accounts), clock.now()),
    leasesWaiting: leases.length,
    closuresWaiting: accounts.length,
    poolLevel: readyIn(pool, clock.now()),
  };
}
