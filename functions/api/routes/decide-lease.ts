import { isRefusal, type Refusal, refuse } from "../../../domain/failures.ts";
import type { Principal } from "../../../domain/ids.ts";
import { approveLease, denyLease } from "../../../domain/lease/approve.ts";
import type { Change } from "../../../domain/lease/change.ts";
import { endActive, endedBy, endInactive } from "../../../domain/lease/end.ts";
import { extendLease } from "../../../domain/lease/extend.ts";
import type { Lease } from "../../../domain/lease/lease.ts";
import { heldAccount } from "../../shared/reading.ts";
import { approval, denial, extension } from "../contract.ts";
import type { ApiPorts, LeasePorts } from "../ports.ts";
import type { ApiResponse } from "../problem.ts";
import { type ApiRequest, bodyOf } from "../request.ts";
import { termOf } from "../terms.ts";
import { changeLease } from "./lease.ts";

/** `POST /v1/leases/{id}/extend` */
export const extend =
  (ports: ApiPorts) =>
  (request: ApiRequest): Promise<ApiResponse> => {
    const term =
      termOf(bodyOf(extension, request)) ?? refuse("invalid", "Say until when.", "duration");
    return changeLease(ports, request, {
      action: "extend-lease",
      decide: (lease) =>
        isRefusal(term)
          ? term
          : extendLease(lease, { by: request.caller, term }, ports.clock.now()),
    });
  };

/** `POST /v1/leases/{id}/approve` */
export const approve =
  (ports: ApiPorts) =>
  (request: ApiRequest): Promise<ApiResponse> => {
    const { reason } = bodyOf(approval, request);
    const decision = { by: request.caller, ...(reason === undefined ? {} : { reason }) };
    return changeLease(ports, request, {
      action: "approve-lease",
      decide: (lease) => approveLease(lease, decision, ports.clock.now()),
    });
  };

/** `POST /v1/leases/{id}/deny` */
export const deny =
  (ports: ApiPorts) =>
  (request: ApiRequest): Promise<ApiResponse> => {
    const { reason } = bodyOf(denial, request);
    return changeLease(ports, request, {
      action: "deny-lease",
      decide: (lease) => denyLease(lease, { by: request.caller, reason }, ports.clock.now()),
    });
  };

/** `DELETE /v1/leases/{id}`: ends it now, or takes back a request. */
export const end =
  (ports: LeasePorts) =>
  (request: ApiRequest): Promise<ApiResponse> =>
    changeLease(ports, request, {
      action: "end-lease",
      decide: (lease) => endNow(ports, lease, request.caller),
    });

/** The end of a lease whose end somebody wants now. */
export async function endNow(
  { ledger, clock }: Pick<LeasePorts, "ledger" | "clock">,
  lease: Lease,
  by: Principal,
): Promise<Change | Refusal> {
  const at = clock.now();
  if (lease.status !== "active") return endInactive(lease, by, at);
  const account = await heldAccount(ledger, lease);
  return endActive(lease, account, { by, reason: endedBy(by, lease), at });
}
