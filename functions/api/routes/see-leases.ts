import { may, rolesOf } from "../../../domain/access/permissions.ts";
import { isRefusal, refuse } from "../../../domain/failures.ts";
import { eventList, leaseList } from "../contract.ts";
import { pageOf } from "../paging.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, queryOf } from "../request.ts";
import { leaseView } from "../view.ts";
import { leaseFor } from "./lease.ts";
import { placeOf } from "./place.ts";

/** `GET /v1/leases/{id}` */
export const seeLease =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const lease = await leaseFor(ports, request, "see-lease");
    if (isRefusal(lease)) return refused(lease);
    const place = await placeOf(ports, lease);
    return json(200, { ...leaseView(lease, request.caller, ports), ...place });
  };

/** `GET /v1/leases`: mine, newest first; with `?status=`, everybody's in that state. */
export const seeLeases =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const { status, ...query } = queryOf(leaseList, request);
    const page = pageOf(query);
    if (status !== undefined && !may(rolesOf(request.caller, ports.directory), "see-all-leases"))
      return refused(
        refuse(
          "not-allowed",
          "Only approvers and administrators list the leases of others; leave status out to see yours.",
          "status",
        ),
      );
    const found =
      status === undefined
        ? await ports.views.leasesOf(request.caller, page)
        : await ports.views.leasesIn(status, page);
    return json(200, {
      ...found,
      items: found.items.map((lease) => leaseView(lease, request.caller, ports)),
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
