import { isQueued } from "../../domain/lease/lease.ts";
import { type ClaimPorts, claim } from "./claiming.ts";
import { HEADS, serve } from "./serving.ts";

/** Gives accounts to the leases that wait for one, as long as there are any to give. */
export async function admitLeases(ports: ClaimPorts): Promise<void> {
  await serve(await ports.views.queued("creation", HEADS), async (id) => {
    const lease = await ports.ledger.lease(id);
    if (lease === undefined || !isQueued(lease)) return "skipped";
    return (await claim(ports, id)) === undefined ? "full" : "admitted";
  });
}
