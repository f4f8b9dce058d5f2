import { decoded } from "../../wire/message.ts";
import type { ApiRecord, RouteRecord } from "./apis.ts";

/** The route that takes a request, and what its path says. */
export interface MatchedRoute {
  readonly route: RouteRecord;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const segmentsOf = (path: string) => path.split("/").slice(1);

/** The values of `{name}` and `{name+}` in a path; undefined when the path is another one. */
function parametersIn(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [segmentsOf(pattern), segmentsOf(path)];
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const name = /^\{(\w+)(\+?)\}$/.exec(segment);
    const value = given[index];
    if (value === undefined) return undefined;
    if (name?.[2] === "+") {
      parameters[name[1] ?? ""] = decoded(given.slice(index).join("/"));
      return parameters;
    }
    if (name && value !== "") parameters[name[1] ?? ""] = decoded(value);
    else if (segment !== value) return undefined;
  }
  return wanted.length === given.length ? parameters : undefined;
}

/** How precisely a route describes its requests: the most specific one takes them. */
function rankOf({ key }: RouteRecord): number {
  const [method = "", path = ""] = key.split(" ");
  if (key === "$default") return -1;
  const segments = segmentsOf(path);
  const fixed = segments.filter((segment) => !segment.startsWith("{")).length;
  const greedy = path.endsWith("+}") ? 0 : 1000;
  return greedy + fixed * 2 + (method === "ANY" ? 0 : 1);
}

/** Finds the route of an API for a method and path (API Gateway DG, http-api-develop-routes). */
export function matchRoute(
  { routes }: Pick<ApiRecord, "routes">,
  method: string,
  path: string,
): MatchedRoute | undefined {
  for (const route of routes.toSorted((one, other) => rankOf(other) - rankOf(one))) {
    if (route.key === "$default") return { route, pathParameters: {} };
    const [verb, pattern = ""] = route.key.split(" ");
    if (verb !== "ANY" && verb !== method) continue;
    const pathParameters = parametersIn(pattern, path);
    if (pathParameters) return { route, pathParameters };
  }
  return undefined;
}
