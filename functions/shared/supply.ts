import type { AvailableAccount } from "../../domain/account/account.ts";
import type { Supply } from "../../domain/capacity/estimate.ts";
import { isReady } from "../../domain/capacity/pool.ts";
import { type Ahead, comingsOf } from "../../domain/capacity/projection.ts";
import type { ActiveLease } from "../../domain/lease/lease.ts";
import type { Instant } from "../../domain/time.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger, LedgerViews } from "../../ports/ledger.ts";
import { everyPage } from "./every-page.ts";
import { pooledAccounts } from "./present-accounts.ts";

export interface SupplyPorts {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly slots: number;
}

/** Longest queue in which positions are counted. */
export const LONGEST_QUEUE = 1_000;

/** What lies ahead, read from the whole ledger. */
export async function readAhead({ ledger, views, slots }: SupplyPorts): Promise<Ahead> {
  const leases = await everyPage((page) => views.leasesIn("active", page));
  return {
    creations: await ledger.creations(),
    closures: await ledger.closures(),
    slots,
    active: leases.filter((lease): lease is ActiveLease => lease.status === "active"),
    closed: await everyPage((page) => views.accountsIn("closed", page)),
    waiting: (await views.queued("closure", LONGEST_QUEUE)).length,
  };
}

/** What is to be had for those who wait. */
export async function supplyOf(
  ports: SupplyPorts & { readonly clock: Clock },
  ahead: Ahead,
): Promise<Supply> {
  const { ready, resting } = await poolIn(ports);
  return {
    ...{ creations: ahead.creations, slots: ports.slots, pooled: ready },
    comings: [...comingsOf(ahead), ...resting].toSorted(),
  };
}

/** How many pooled accounts are to be had now, and when those that rest will be. */
export async function poolIn({
  views,
  clock,
}: {
  readonly views: LedgerViews;
  readonly clock: Clock;
}): Promise<{ readonly ready: number; readonly resting: readonly Instant[] }> {
  const pooled = await pooledAccounts(views);
  const now = clock.now();
  const resting = pooled.flatMap(({ restsUntil }) =>
    restsUntil !== undefined && restsUntil > now ? [restsUntil] : [],
  );
  return { ready: readyIn(pooled, now), resting };
}

/** How many accounts of the pool are to be had now. */
export const readyIn = (pool: readonly AvailableAccount[], now: Instant): number =>
  pool.filter((account) => isReady(account, now)).length;
