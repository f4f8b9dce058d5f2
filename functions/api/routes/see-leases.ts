import { may } from "../../../domain/access/permissions.ts";
import { isRefusal, refuse } from "../../../domain/failures.ts";
import { isQueued, type QueuedLease } from "../../../domain/lease/lease.ts";
import { LONGEST_QUEUE, readAhead, supplyOf } from "../../shared/supply.ts";
import { approvesSome, mayDo, rolesFor } from "../access.ts";
import { eventList, leaseList } from "../contract.ts";
import { pageOf } from "../paging.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, queryOf } from "../request.ts";
import { leaseView } from "../view.ts";
import { placeAt } from "./capacity.ts";
import { leaseFor } from "./lease.ts";

/** `GET /v1/leases/{id}` */
export const seeLease =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const lease = await leaseFor(ports, request, "see-lease");
    if (isRefusal(lease)) return refused(lease);
    const queue = isQueued(lease) ? { queue: await placeOf(ports, lease) } : {};
    return json(200, { ...leaseView(lease, request.caller, ports), ...queue });
  };

/** How far in front a lease is that waits for an account, and what that means. */
async function placeOf(ports: ApiPorts, { id }: QueuedLease) {
  const queue = await ports.views.queued("creation", LONGEST_QUEUE);
  const supply = await supplyOf(ports, await readAhead(ports));
  // The index may not have it yet: then it is the last.
  const found = queue.indexOf(id);
  return placeAt(found === -1 ? queue.length + 1 : found + 1, supply, ports.clock.now());
}

/**
 * `GET /v1/leases`: mine, newest first; with `?status=`, everybody's in that state that the caller may see.
 * A page may have fewer than it could, and still be followed by another.
 */
export const seeLeases =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const { status, ...query } = queryOf(leaseList, request);
    const page = pageOf(query);
    const seesAll = mayDo(ports, request, "see-all-leases") || approvesSome(ports, request);
    if (status !== undefined && !seesAll)
      return refused(
        refuse(
          "not-allowed",
          "Only approvers, administrators and auditors list the leases of others; leave status out to see yours.",
          "status",
        ),
      );
    const found =
      status === undefined
        ? await ports.views.leasesOf(request.caller, page)
        : await ports.views.leasesIn(status, page);
    const seen = found.items.filter((lease) => may(rolesFor(ports, request, lease), "see-lease"));
    return json(200, {
      ...found,
      items: seen.map((lease) => leaseView(lease, request.caller, ports)),
    });
  };

/** `GET /v1/leases/{id}/events`: what happened to it, oldest first. */
export const seeEvents =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const query = queryOf(eventList, request);
    const lease = await leaseFor(ports, request, "see-lease");
    if (isRefusal(lease)) return refused(lease);
    return json(200, await ports.views.eventsOf(lease.id, pageOf(query)));
  };
