import { header, pairsOf, type WireRequest } from "../message.ts";
import type { Routed } from "../protocols/protocol.ts";
import { modelOf } from "../schema/model.ts";
import { labelsIn, type RestTemplate, templateOf } from "./rest-template.ts";

const templates = new WeakMap<object, readonly RestTemplate[]>();

function templatesOf(sdk: object): readonly RestTemplate[] {
  const known = templates.get(sdk);
  if (known) return known;
  const operations = [...modelOf(sdk).operations.values()];
  const found = operations.map(templateOf).filter((each) => each !== undefined);
  templates.set(sdk, found);
  return found;
}

type Query = ReadonlyMap<string, string>;

/** Whether everything that tells the operation from its neighbours is in the request. */
function fits(template: RestTemplate, request: WireRequest, query: Query): boolean {
  const literals = [...template.literals];
  return (
    template.method === request.method &&
    literals.every(
      ([name, value]) => query.has(name) && (value === "" || query.get(name) === value),
    ) &&
    template.requiredQuery.every((name) => query.has(name)) &&
    template.requiredHeaders.every((name) => header(request, name) !== undefined)
  );
}

/** How closely a template describes a request that it fits. */
function closeness(template: RestTemplate, query: Query): number {
  const named = template.id !== undefined && query.get("x-id") === template.id ? 1 : 0;
  const required = template.requiredQuery.length + template.requiredHeaders.length;
  // One criterion outweighs all after it: x-id, literals, required parameters, the path.
  return ((named * 100 + template.literals.size) * 100 + required) * 1000 + template.weight;
}

/**
 * Finds the operation that a method, path and query address: of several that fit, the one that says
 * most about the request. `path` is what is left of the address when a bucket was taken out of it.
 */
export function restRoute(sdk: object, request: WireRequest, path: string): Routed | undefined {
  const query: Query = new Map(pairsOf(request.rawQuery));
  const [best] = templatesOf(sdk)
    .filter((template) => fits(template, request, query))
    .map((template) => ({ template, labels: labelsIn(template, path) }))
    .filter(({ labels }) => labels !== undefined)
    .sort((one, other) => closeness(other.template, query) - closeness(one.template, query));
  if (!best) return undefined;
  const { template, labels = {} } = best;
  return { operation: template.operation, labels, literals: new Set(template.literals.keys()) };
}
