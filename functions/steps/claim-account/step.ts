import { isQueued, type VendingLease } from "../../../domain/lease/lease.ts";
import { queueLease } from "../../../domain/lease/queue.ts";
import { admitLeases } from "../../shared/admit-leases.ts";
import { type Claim, type ClaimPorts, claim } from "../../shared/claiming.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { vendingLease } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

/**
 * Gives the lease an account: the oldest of the pool, or the intent to create one. When there is neither,
 * or others wait already, it goes to the end of the queue, from which an event wakes it.
 */
export const claimAccount =
  (ports: ClaimPorts) =>
  async ({ leaseId }: LeaseInput): Promise<Claim | { next: "wait" }> => {
    const lease = await vendingLease(ports.ledger, leaseId);
    const claimed = (await mustWait(ports, lease)) ? undefined : await claim(ports, leaseId);
    if (claimed !== undefined) return claimed;
    await decideAndCommit(ports.ledger, async () => {
      const waiting = await vendingLease(ports.ledger, leaseId);
      if (waiting.accountKey !== undefined) return { events: [] };
      return queueLease(waiting, WHY, ports.clock.now());
    });
    await admitLeases(ports);
    return { next: "wait" };
  };

const WHY = "No account is to be had at the moment; the next one is for whoever waits longest.";

/** Nobody overtakes those who came before. */
async function mustWait({ views }: ClaimPorts, lease: VendingLease): Promise<boolean> {
  if (lease.accountKey !== undefined) return false;
  return isQueued(lease) || (await views.queued("creation", 1)).length > 0;
}
