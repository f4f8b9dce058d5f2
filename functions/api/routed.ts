import type * as z from "zod";
import type { IdentityProvider } from "../../domain/access/person.ts";
import { AccessRoleNotReady, AwsBusy, InvalidInput, LedgerBusy } from "../../domain/failures.ts";
import { callerOf } from "./caller.ts";
import type { input } from "./contract.ts";
import { type ApiResponse, problem } from "./problem.ts";
import { type ApiRequest, BadRequest, requestOf } from "./request.ts";

export type Route = (request: ApiRequest) => Promise<ApiResponse>;

/** Answers a request by one of these routes: API Gateway has found the route and authenticated the caller. */
export const routed =
  <P extends { readonly provider?: IdentityProvider }>(
    all: Readonly<Record<string, (ports: P) => Route>>,
    ports: P,
  ) =>
  async (event: z.output<typeof input>): Promise<ApiResponse> => {
    const route = all[event.routeKey];
    if (route === undefined)
      return problem({
        status: 404,
        title: "Not found",
        kind: "not-found",
        detail: `There is no ${event.routeKey}.`,
      });
    try {
      return await route(ports)(requestOf(event, callerOf(event, ports.provider)));
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
