import { isArray, isObject, type Json } from "./json.ts";
import type { Path, Step } from "./path.ts";

const isDefinite = ({ steps }: Path) =>
  steps.every(({ kind }) => kind === "child" || kind === "index");

function childrenAt(value: Json, step: Step): readonly Json[] {
  switch (step.kind) {
    case "child":
      return isObject(value) && Object.hasOwn(value, step.name) ? [value[step.name] as Json] : [];
    case "index":
      return isArray(value) ? value.slice(step.index).slice(0, 1) : [];
    case "slice":
      return isArray(value) ? value.slice(step.start, step.end) : [];
    case "all":
      if (isArray(value)) return value;
      return isObject(value) ? Object.values(value) : [];
    default:
      return step satisfies never;
  }
}

/**
 * What a path finds below a value: one node or `undefined`, and for a path with slices or wildcards
 * the list of all that match.
 */
export function lookUp(path: Path, root: Json): Json | undefined {
  let found: readonly Json[] = [root];
  for (const step of path.steps) found = found.flatMap((value) => childrenAt(value, step));
  return isDefinite(path) ? found[0] : found;
}
