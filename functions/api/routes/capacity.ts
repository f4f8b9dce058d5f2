import { closuresLeft, windowFreesAt } from "../../../domain/capacity/closures.ts";
import { type Creations, slotsLeft } from "../../../domain/capacity/creations.ts";
import { estimate, inWords, type Supply, waitsFor } from "../../../domain/capacity/estimate.ts";
import {
  CLOSURES_IN_PROGRESS,
  CREATIONS_IN_PROGRESS,
  closureQuota,
} from "../../../domain/capacity/limits.ts";
import { type Ahead, monthAhead } from "../../../domain/capacity/projection.ts";
import type { LeaseId } from "../../../domain/ids.ts";
import type { Instant } from "../../../domain/time.ts";
import { LONGEST_QUEUE, readAhead, supplyOf } from "../../shared/supply.ts";
import { mayDo } from "../access.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json } from "../problem.ts";
import type { ApiRequest } from "../request.ts";

/** `GET /v1/capacity`: how soon an account is to be had; for administrators, all that is behind it too. */
export const seeCapacity =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const now = ports.clock.now();
    const ahead = await readAhead(ports);
    const supply = await supplyOf(ports, ahead);
    const queue = await ports.views.queued("creation", LONGEST_QUEUE);
    const mine = await mineIn(ports, request, queue);
    const shown = {
      queue: { length: queue.length, next: placeAt(queue.length + 1, supply, now) },
      mine: mine.map(({ id, position }) => ({ leaseId: id, ...placeAt(position, supply, now) })),
      pool: { ready: supply.pooled },
    };
    const isDetailed = mayDo(ports, request, "see-capacity-details");
    return json(200, isDetailed ? { ...shown, ...(await details(ports, ahead, now)) } : shown);
  };

/** A place in the queue, what is waited for there, and what it means. */
export function placeAt(position: number, supply: Supply, now: Instant) {
  const at = estimate(position, supply, now);
  const told = { estimatedAt: at ?? null, message: inWords(position, at, now) };
  return { position, waitsFor: waitsFor(position, supply), ...told };
}

/** Where AWS has shown that there is less room than is configured. */
function limitMetBy(creations: Creations, slots: number) {
  const { limitMet } = creations;
  if (limitMet?.configured !== slots) return null;
  return { at: limitMet.at, room: limitMet.slots };
}

async function mineIn(ports: ApiPorts, { caller }: ApiRequest, queue: readonly LeaseId[]) {
  const { items } = await ports.views.leasesOf(caller, { limit: 100 });
  const positions = queue.map((id, index) => ({ id, position: index + 1 }));
  return positions.filter(({ id }) => items.some((lease) => lease.id === id));
}

async function details(ports: ApiPorts, ahead: Ahead, now: Instant) {
  const { creations, closures } = ahead;
  const quota = closureQuota(creations.accounts);
  const attention = await ports.views.accountsIn("attention", { limit: 100 });
  const frees = windowFreesAt(closures, { quota, position: ahead.waiting + 1 }, now);
  return {
    slots: {
      ...{ ours: ports.slots, taken: creations.accounts },
      left: slotsLeft(creations, ports.slots),
      limitMet: limitMetBy(creations, ports.slots),
    },
    creations: { inProgress: creations.inProgress, atOnce: CREATIONS_IN_PROGRESS },
    closures: {
      ...{ quota, left: closuresLeft(closures, quota, now) },
      ...{ inProgress: closures.inProgress, atOnce: CLOSURES_IN_PROGRESS },
      ...{ waiting: ahead.waiting, windowFreesAt: frees },
    },
    accountsInAttention: attention.items.length,
    month: monthAhead(ahead, now),
  };
}
