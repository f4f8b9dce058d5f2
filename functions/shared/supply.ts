import type { Supply } from "../../domain/capacity/estimate.ts";
import { type Ahead, comingsOf } from "../../domain/capacity/projection.ts";
import type { ActiveLease } from "../../domain/lease/lease.ts";
import type { Ledger, LedgerViews } from "../../ports/ledger.ts";
import { everyPage } from "./every-page.ts";

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
  };
}

/** What is to be had for those who wait. */
export async function supplyOf(ports: SupplyPorts, ahead: Ahead): Promise<Supply> {
  const { items } = await ports.views.accountsIn("available", { limit: 100 });
  return {
    ...{ creations: ahead.creations, slots: ports.slots, pooled: items.length },
    comings: comingsOf(ahead),
  };
}
