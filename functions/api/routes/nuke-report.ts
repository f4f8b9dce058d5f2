import { refuse } from "../../../domain/failures.ts";
import { isAccountKey } from "../../../domain/ids.ts";
import { mayDo } from "../access.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, notFound } from "../request.ts";

/** `GET /v1/accounts/{key}/report`: what the last nuke of the account removed, and what it left and why. */
export const seeNukeReport =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    if (!mayDo(ports, request, "see-accounts"))
      return refused(refuse("not-allowed", "Only administrators and auditors see accounts."));
    const key = request.path["key"] ?? "";
    const report = isAccountKey(key) ? await ports.reports.latest(key) : undefined;
    return report === undefined
      ? refused(notFound(`report of a nuke of account ${key}`))
      : json(200, report);
  };
