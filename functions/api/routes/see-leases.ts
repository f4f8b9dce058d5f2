import { may } from "../../../domain/access/permissions.ts";
import { isRefusal, refuse } from "../../../domain/failures.ts";
import type { LedgerViews } from "../../../ports/ledger.ts";
import { everyPage } from "../../shared/every-page.ts";
import { approvesSome, mayDo, rolesFor } from "../access.ts";
import { eventList, leaseList } from "../contract.ts";
import { pageOf } from "../paging.ts";
import type { ApiPorts, LeasePorts } from "../ports.ts";
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
  (ports: LeasePorts & { readonly views: Pick<LedgerViews, "eventsOf"> }) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const query = queryOf(eventList, request);
    const lease = await leaseFor(ports, request, "see-lease");
    if (isRefusal(lease)) return refused(lease);
    return json(200, await ports.views.eventsOf(lease.id, pageOf(query)));
  };

/** `GET /v1/leases/{id}/audit`: the lease with its whole history, as one document. */
export const seeAudit =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const lease = await leaseFor(ports, request, "see-lease");
    if (isRefusal(lease)) return refused(lease);
    const events = await everyPage((page) => ports.views.eventsOf(lease.id, page));
    const { access: _, ...shown } = leaseView(lease, request.caller, ports);
    return json(200, { asOf: ports.clock.now(), lease: shown, events });
  };
