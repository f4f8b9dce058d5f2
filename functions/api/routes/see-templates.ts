import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json } from "../problem.ts";
import { templateView } from "../view.ts";

/** `GET /v1/lease-templates` */
export const seeTemplates = (ports: ApiPorts) => (): Promise<ApiResponse> =>
  Promise.resolve(json(200, { items: ports.templates.map(templateView) }));
