import type * as z from "zod";
import { InvalidInput, LedgerBusy } from "../../domain/failures.ts";
import type { input } from "./contract.ts";
import type { ApiPorts } from "./ports.ts";
import { type ApiResponse, problem } from "./problem.ts";
import { type ApiRequest, BadRequest, requestOf } from "./request.ts";
import { retryAccount, seeAccounts } from "./routes/accounts.ts";
import { seeCapacity } from "./routes/capacity.ts";
import { approve, deny, end, extend } from "./routes/decide-lease.ts";
import { requestLease } from "./routes/request-lease.ts";
import { seeEvents, seeLease, seeLeases } from "./routes/see-leases.ts";
import { seeTemplates } from "./routes/see-templates.ts";

export type Route = (request: ApiRequest) => Promise<ApiResponse>;

/** Every route of the API, by API Gateway's route key: the one list that the infrastructure deploys too. */
export const routes = {
  "POST /v1/leases": requestLease,
  "GET /v1/leases": seeLeases,
  "GET /v1/leases/{id}": seeLease,
  "DELETE /v1/leases/{id}": end,
  "GET /v1/leases/{id}/events": seeEvents,
  "POST /v1/leases/{id}/extend": extend,
  "POST /v1/leases/{id}/approve": approve,
  "POST /v1/leases/{id}/deny": deny,
  "GET /v1/lease-templates": seeTemplates,
  "GET /v1/capacity": seeCapacity,
  "GET /v1/accounts": seeAccounts,
  "POST /v1/accounts/{key}/retry": retryAccount,
} as const satisfies Record<string, (ports: ApiPorts) => Route>;

/** Answers a request: API Gateway has found the route and authenticated the caller. */
export const router =
  (ports: ApiPorts) =>
  async (event: z.output<typeof input>): Promise<ApiResponse> => {
    const route = (routes as Record<string, ((ports: ApiPorts) => Route) | undefined>)[
      event.routeKey
    ];
    if (route === undefined)
      return problem({
        status: 404,
        title: "Not found",
        kind: "not-found",
        detail: `There is no ${event.routeKey}.`,
      });
    try {
      return await route(ports)(requestOf(event));
    } catch (error) {
      return responseTo(error);
    }
  };

/** Answers what somebody outside can mend; everything else is ours, and goes on to the log and the alarm. */
function responseTo(error: unknown): ApiResponse {
  if (error instanceof BadRequest) return error.response;
  if (error instanceof InvalidInput) {
    const errors = [{ field: String(error.details["field"]), message: error.message }];
    return problem({
      status: 422,
      title: "The request is not valid",
      kind: "invalid",
      detail: error.message,
      errors,
    });
  }
  if (error instanceof LedgerBusy)
    return problem({
      ...{ status: 503, title: "Too many changes at once", kind: "busy" },
      detail:
        "Others change the same records at this moment; nothing was changed. Try again in a second.",
    });
  throw error;
}
