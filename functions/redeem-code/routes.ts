import { isRefusal } from "../../domain/failures.ts";
import { json, refused } from "../api/problem.ts";
import type { ApiRequest } from "../api/request.ts";
import type { PublicRoute, Route } from "../api/routed.ts";
import { end } from "../api/routes/decide-lease.ts";
import { handOutCredentials, openConsole } from "../api/routes/enter-account.ts";
import { leaseFor } from "../api/routes/lease.ts";
import { seeEvents } from "../api/routes/see-leases.ts";
import { leaseView } from "../api/view.ts";
import { asHolder } from "./holder.ts";
import type { DoorPorts } from "./ports.ts";
import { redeem } from "./redeem.ts";

/** `GET /v1/redeemed`: the lease whose secret it is. */
const see =
  (ports: DoorPorts): Route =>
  async (request: ApiRequest) => {
    const lease = await leaseFor(ports, request, "see-lease");
    return isRefusal(lease) ? refused(lease) : json(200, leaseView(lease, request.caller, ports));
  };

/** The routes that everybody on the internet can call: by a code, and by the secret of one lease. */
export const routes = {
  "POST /v1/codes/redeem": redeem,
  "GET /v1/redeemed": asHolder(see),
  "GET /v1/redeemed/events": asHolder(seeEvents),
  "POST /v1/redeemed/credentials": asHolder(handOutCredentials),
  "POST /v1/redeemed/console": asHolder(openConsole),
  "DELETE /v1/redeemed": asHolder(end),
} as const satisfies Record<string, (ports: DoorPorts) => PublicRoute>;
