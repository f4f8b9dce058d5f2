import { grantsOf } from "../../../domain/access/grants.ts";
import { refuse } from "../../../domain/failures.ts";
import { mayDo } from "../access.ts";
import { accessList } from "../contract.ts";
import { pageOf } from "../paging.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, queryOf } from "../request.ts";

/** `GET /v1/access`: who gets into which account by which ways, oldest lease first. */
export const seeAccess =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const query = queryOf(accessList, request);
    if (!mayDo(ports, request, "see-access"))
      return refused(
        refuse("not-allowed", "Only administrators and auditors see who gets in where."),
      );
    const found = await ports.views.leasesIn("active", pageOf(query));
    const items = found.items.flatMap((lease) =>
      lease.status === "active" ? [grantsOf(lease, ports.prefix)] : [],
    );
    return json(200, { ...found, items });
  };
