import type { Template, TemplateResource } from "./template.ts";

const SUBSTITUTED = /\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}/g;

/** Names that a part of a template refers to, by Ref, Fn::GetAtt and Fn::Sub. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, argument]) => [
    ...referredBy(key, argument),
    ...namesIn(argument),
  ]);
}

function referredBy(key: string, argument: unknown): readonly string[] {
  const first: unknown = Array.isArray(argument) ? argument[0] : argument;
  if (typeof first !== "string") return [];
  if (key === "Ref") return [first];
  if (key === "Fn::GetAtt") return [first.split(".")[0] ?? ""];
  if (key === "Fn::Sub") return [...first.matchAll(SUBSTITUTED)].map(([, name = ""]) => name);
  return [];
}

const neededBy = (resource: TemplateResource): readonly string[] => [
  ...resource.DependsOn,
  ...namesIn(resource.Properties),
];

/** Logical ids so that each comes after all that it needs. Throws when some need each other. */
export function inOrder({ Resources }: Template): readonly string[] {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    const resource = Resources[id];
    if (resource === undefined || done.has(id)) return;
    if (path.includes(id))
      throw new Error(`Resources need each other: ${[...path, id].join(" → ")}`);
    for (const needed of neededBy(resource)) visit(needed, [...path, id]);
    done.add(id);
  };
  for (const id of Object.keys(Resources)) visit(id, []);
  return [...done];
}
