import { isArray, isObject, type Json } from "./json.ts";
import type { Path, Step } from "./path.ts";

function below(root: Json | undefined, steps: readonly Step[], value: Json): Json | undefined {
  const [step, ...rest] = steps;
  if (!step) return value;
  if (step.kind === "child") {
    const object = root ?? {};
    if (!isObject(object)) return undefined;
    const inside = below(object[step.name], rest, value);
    return inside === undefined ? undefined : { ...object, [step.name]: inside };
  }
  if (step.kind !== "index" || !isArray(root) || root[step.index] === undefined) return undefined;
  const inside = below(root[step.index], rest, value);
  return inside === undefined ? undefined : root.with(step.index, inside);
}

/**
 * A copy of `root` with `value` at the path; missing objects on the way are made. Answers `undefined`
 * where the path goes through something that has no such member.
 */
export const putAt = (path: Path, root: Json, value: Json): Json | undefined =>
  below(root, path.steps, value);
