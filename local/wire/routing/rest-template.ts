import { decoded } from "../message.ts";
import type { OperationModel } from "../schema/model.ts";

/** The address of a REST operation, taken apart. */
export interface RestTemplate {
  readonly operation: OperationModel;
  readonly method: string;
  readonly path: RegExp;
  readonly labels: readonly string[];
  /** Characters of the path that are no labels: the more, the more specific. */
  readonly weight: number;
  /** Query parameters that must be there, with their value where the template has one. */
  readonly literals: ReadonlyMap<string, string>;
  /** The operation's own name in `x-id`, which the SDK sends and other clients do not. */
  readonly id?: string;
  /** Query parameters and headers that the operation requires. */
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** `/a/{B}/c/{Key+}` as an expression: a label is one segment, a greedy one the rest. */
function pathPattern(path: string): { readonly pattern: RegExp; readonly labels: string[] } {
  const labels: string[] = [];
  const source = path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!part.startsWith("{")) return escaped(part);
      labels.push(part.replace(/[{}+]/g, ""));
      return part.endsWith("+}") ? "(.+)" : "([^/]+)";
    })
    .join("");
  return { pattern: new RegExp(`^${source.replace(/\/$/, "")}/?$`), labels };
}

function requiredOf(operation: OperationModel, binding: "httpQuery" | "httpHeader"): string[] {
  const { required, members } = operation.input;
  return required
    .map((name) => members.get(name)?.traits[binding])
    .filter((name) => name !== undefined);
}

/** The address of an operation; undefined for one that has none. */
export function templateOf(operation: OperationModel): RestTemplate | undefined {
  const { http } = operation.traits;
  if (!http) return undefined;
  const [method, address] = http;
  const [path = "/", query = ""] = address.split("?");
  const { pattern, labels } = pathPattern(path);
  const { "x-id": id, ...literals } = Object.fromEntries(new URLSearchParams(query));
  return {
    operation,
    method,
    path: pattern,
    labels,
    weight: path.replace(/\{[^}]+\}/g, "").length,
    literals: new Map(Object.entries(literals)),
    ...(id !== undefined && { id }),
    requiredQuery: requiredOf(operation, "httpQuery"),
    requiredHeaders: requiredOf(operation, "httpHeader"),
  };
}

/** The values of the labels in a path, decoded; undefined when the path is another one. */
export function labelsIn(template: RestTemplate, path: string): Record<string, string> | undefined {
  const match = template.path.exec(path);
  if (!match) return undefined;
  return Object.fromEntries(
    template.labels.map((label, index) => [label, decoded(match[index + 1] ?? "")]),
  );
}
