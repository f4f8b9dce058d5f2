import { mayDo, mayUse } from "../access.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json } from "../problem.ts";
import type { ApiRequest } from "../request.ts";
import { templateView } from "../template-view.ts";

/** `GET /v1/lease-templates`: those that the caller may use; all of them for those who see everything. */
export const seeTemplates =
  (ports: ApiPorts) =>
  (request: ApiRequest): Promise<ApiResponse> => {
    const seesAll = mayDo(ports, request, "see-all-templates");
    const seen = ports.templates.filter((template) => seesAll || mayUse(request, template));
    return Promise.resolve(json(200, { items: seen.map(templateView) }));
  };
