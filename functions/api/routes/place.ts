import { slotsLeft } from "../../../domain/capacity/creations.ts";
import {
  estimateClaimed,
  inWordsClaimed,
  type Supply,
  type WaitsFor,
} from "../../../domain/capacity/estimate.ts";
import { isQueued, type Lease } from "../../../domain/lease/lease.ts";
import type { Instant } from "../../../domain/time.ts";
import { LONGEST_QUEUE, poolIn, readAhead, supplyOf } from "../../shared/supply.ts";
import type { ApiPorts } from "../ports.ts";
import { placeAt } from "./capacity.ts";

/** How a lease stands that has no account in hand yet. */
export interface Place {
  /** In the queue, from 1; 0 when it has its account. */
  readonly position: number;
  readonly waitsFor: WaitsFor;
  /** When it is likely to be handed over; null when nobody can say. */
  readonly estimatedAt: Instant | null;
  readonly message: string;
}

/** How far in front a lease is that has not been handed over, and what that means; nothing for any other. */
export async function placeOf(ports: ApiPorts, lease: Lease): Promise<{ readonly queue?: Place }> {
  if (lease.status === "requested") {
    const place = await placeInQueue(ports, lease);
    const message = `waits for somebody to approve; if that were now: ${place.message}`;
    return { queue: { ...place, waitsFor: "approval", message } };
  }
  if (lease.status !== "vending") return {};
  const key = isQueued(lease) ? undefined : lease.accountKey;
  const account = key === undefined ? undefined : await ports.ledger.account(key);
  if (account === undefined) return { queue: await placeInQueue(ports, lease) };
  const now = ports.clock.now();
  const at = estimateClaimed(account, now);
  const isCreating = account.status === "creating";
  const what = isCreating ? "creation" : "preparation";
  return {
    queue: { position: 0, waitsFor: what, estimatedAt: at, message: inWordsClaimed(at, now) },
  };
}

async function placeInQueue(ports: ApiPorts, { id }: Lease): Promise<Place> {
  const queue = await ports.views.queued("creation", LONGEST_QUEUE);
  // One that does not wait yet, or that the index does not have yet, is the last.
  const found = queue.indexOf(id);
  const position = found === -1 ? queue.length + 1 : found + 1;
  return placeAt(position, await supplyFor(ports, position), ports.clock.now());
}

/** The whole ledger is read only for those who wait for an account that is somebody's now. */
async function supplyFor(ports: ApiPorts, position: number): Promise<Supply> {
  const creations = await ports.ledger.creations();
  const { ready } = await poolIn(ports);
  const supply = { creations, slots: ports.slots, pooled: ready, comings: [] };
  if (position <= ready + slotsLeft(creations, ports.slots)) return supply;
  return await supplyOf(ports, await readAhead(ports));
}
