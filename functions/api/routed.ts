import type * as z from "zod";
import type { IdentityProvider } from "../../domain/access/person.ts";
import { AccessRoleNotReady, AwsBusy, InvalidInput, LedgerBusy } from "../../domain/failures.ts";
import { callerOf } from "./caller.ts";
import type { input, visit } from "./contract.ts";
import { type ApiResponse, problem } from "./problem.ts";
import { type ApiRequest, BadRequest, by, type Visit, visitOf } from "./request.ts";

export type Route = (request: ApiRequest) => Promise<ApiResponse>;

/** Answers a request by one of these routes: API Gateway has found the route and authenticated the caller. */
export const routed =
  <P extends { readonly provider?: IdentityProvider }>(
    all: Readonly<Record<string, (ports: P) => Route>>,
    ports: P,
  ) =>
  (event: z.output<typeof input>): Promise<ApiResponse> =>
    answered(all[event.routeKey], event, (route) =>
      route(ports)(by(callerOf(event, ports.provider), visitOf(event))),
    );

export type PublicRoute = (visit: Visit) => Promise<ApiResponse>;

/** The same where API Gateway lets everybody in: the routes find out themselves who calls. */
export const publiclyRouted =
  <P>(all: Readonly<Record<string, (ports: P) => PublicRoute>>, ports: P) =>
  (event: z.output<typeof visit>): Promise<ApiResponse> =>
    answered(all[event.routeKey], event, (route) => route(ports)(visitOf(event)));

async function answered<R>(
  route: R | undefined,
  { routeKey }: z.output<typeof visit>,
  answer: (route: R) => Promise<ApiResponse>,
): Promise<ApiResponse> {
  if (route === undefined)
    return problem({
      status: 404,
      title: "Not found",
      kind: "not-found",
      detail: `There is no ${routeKey}.`,
    });
  try {
    return await answer(route);
  } catch (error) {
    return responseTo(error);
  }
}

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
