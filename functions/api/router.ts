import type { ApiPorts } from "./ports.ts";
import { type Route, routed } from "./routed.ts";
import { retryAccount, seeAccounts } from "./routes/accounts.ts";
import { seeCapacity } from "./routes/capacity.ts";
import { makeCourseCodes, seeCodes } from "./routes/codes.ts";
import { approve, deny, end, extend } from "./routes/decide-lease.ts";
import { handOutCredentials, openConsole } from "./routes/enter-account.ts";
import { seeNukeReport } from "./routes/nuke-report.ts";
import { quarantineAccount } from "./routes/quarantine-account.ts";
import { reportLeases } from "./routes/report.ts";
import { requestLease } from "./routes/request-lease.ts";
import { seeAccess } from "./routes/see-access.ts";
import { seeAudit, seeEvents, seeLease, seeLeases } from "./routes/see-leases.ts";
import { seeTemplates } from "./routes/see-templates.ts";
import { unfreeze } from "./routes/unfreeze-lease.ts";
import { withdrawCourseCodes } from "./routes/withdraw-codes.ts";

/** The routes of the function `api`, by API Gateway's route key: the list that the infrastructure deploys too. */
export const routes = {
  "POST /v1/leases": requestLease,
  "GET /v1/leases": seeLeases,
  "GET /v1/leases/{id}": seeLease,
  "DELETE /v1/leases/{id}": end,
  "GET /v1/leases/{id}/events": seeEvents,
  "GET /v1/leases/{id}/audit": seeAudit,
  "POST /v1/leases/{id}/extend": extend,
  "POST /v1/leases/{id}/unfreeze": unfreeze,
  "POST /v1/leases/{id}/approve": approve,
  "POST /v1/leases/{id}/deny": deny,
  "POST /v1/leases/{id}/credentials": handOutCredentials,
  "POST /v1/leases/{id}/console": openConsole,
  "GET /v1/lease-templates": seeTemplates,
  "GET /v1/reports/leases": reportLeases,
  "GET /v1/capacity": seeCapacity,
  "GET /v1/access": seeAccess,
  "POST /v1/codes": makeCourseCodes,
  "GET /v1/codes": seeCodes,
  "DELETE /v1/codes/{course}": withdrawCourseCodes,
  "GET /v1/accounts": seeAccounts,
  "GET /v1/accounts/{key}/report": seeNukeReport,
  "POST /v1/accounts/{key}/retry": retryAccount,
  "POST /v1/accounts/{key}/quarantine": quarantineAccount,
} as const satisfies Record<string, (ports: ApiPorts) => Route>;

export const router = (ports: ApiPorts) => routed(routes, ports);
