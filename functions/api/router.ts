import type * as z from "zod";
import { AccessRoleNotReady, AwsBusy, InvalidInput, LedgerBusy } from "../../domain/failures.ts";
import type { input } from "./contract.ts";
import type { ApiPorts } from "./ports.ts";
import { type ApiResponse, problem } from "./problem.ts";
import { type ApiRequest, BadRequest, requestOf } from "./request.ts";
import { retryAccount, seeAccounts } from "./routes/accounts.ts";
import { seeCapacity } from "./routes/capacity.ts";
import { approve, deny, end, extend } from "./routes/decide-lease.ts";
import { handOutCredentials, openConsole } from "./routes/enter-account.ts";
import { quarantineAccount } from "./routes/quarantine-account.ts";
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
  "POST /v1/leases/{id}/credentials": handOutCredentials,
  "POST /v1/leases/{id}/console": openConsole,
  "GET /v1/lease-templates": seeTemplates,
  "GET /v1/capacity": seeCapacity,
  "GET /v1/accounts": seeAccounts,
  "POST /v1/accounts/{key}/retry": retryAccount,
  "POST /v1/accounts/{key}/quarantine": quarantineAccount,
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
  const busy = BUSY.find(([failure]) => error instanceof failure);
  if (busy === undefined) throw error;
  const [, title, detail] = busy;
  return problem({ status: 503, kind: "busy", title, detail });
}

/** What passes by itself: nothing was changed, and the caller may try again. */
const BUSY = [
  [
    LedgerBusy,
    "Too many changes at once",
    "Others change the same records at this moment; nothing was changed. Try again in a second.",
  ],
  [
    AccessRoleNotReady,
    "The account does not let anybody in yet",
    "AWS takes some minutes to let people into a new account. Try again in a minute.",
  ],
  [AwsBusy, "AWS is busy", "AWS did not answer as it should. Try again in a minute."],
] as const;
