import { closuresLeft } from "../../domain/capacity/closures.ts";
import { slotsLeft } from "../../domain/capacity/creations.ts";
import { closureQuota } from "../../domain/capacity/limits.ts";
import type { Room } from "../../domain/capacity/pool.ts";
import type { Clock } from "../../ports/clock.ts";
import { LONGEST_QUEUE, type SupplyPorts } from "./supply.ts";

/** How much room there is at this moment, and who wants some of it. */
export async function roomIn(ports: SupplyPorts & { readonly clock: Clock }): Promise<Room> {
  const { ledger, views, clock, slots } = ports;
  const [creations, closures] = [await ledger.creations(), await ledger.closures()];
  const waiting = await views.queued("closure", LONGEST_QUEUE);
  const leases = await views.queued("creation", LONGEST_QUEUE);
  const available = await views.accountsIn("available", { limit: 100 });
  const left = closuresLeft(closures, closureQuota(creations.accounts), clock.now());
  return {
    slotsLeft: slotsLeft(creations, slots),
    closuresLeft: left - waiting.length,
    leasesWaiting: leases.length,
    pooled: available.items.length,
  };
}
