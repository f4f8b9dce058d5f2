import { unfreezeLease } from "../../../domain/lease/freeze.ts";
import { unfreezing } from "../contract.ts";
import type { ApiPorts } from "../ports.ts";
import type { ApiResponse } from "../problem.ts";
import { type ApiRequest, bodyOf } from "../request.ts";
import { changeLease } from "./lease.ts";

/** `POST /v1/leases/{id}/unfreeze`: lets a frozen lease spend again, on a larger budget if one is named. */
export const unfreeze =
  (ports: ApiPorts) =>
  (request: ApiRequest): Promise<ApiResponse> => {
    const { budget } = bodyOf(unfreezing, request);
    const wish = { by: request.caller, ...(budget === undefined ? {} : { budget }) };
    return changeLease(ports, request, {
      action: "unfreeze-lease",
      decide: (lease) => unfreezeLease(lease, wish, ports.clock.now()),
    });
  };
