import type { Member, Shape, StructureShape } from "./shape.ts";

/** What is wrong with an input; `member` is a path such as `tags.1.member.key`. */
export type Problem =
  | { readonly kind: "unknown"; readonly member: string; readonly known: readonly string[] }
  | { readonly kind: "type"; readonly member: string; readonly expected: string }
  | { readonly kind: "missing"; readonly members: readonly string[] };

/** Where in the input the check is, and the required members that it missed so far. */
interface Position {
  readonly path: string;
  readonly missing: string[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const below = ({ path, missing }: Position, name: string): Position => ({
  path: path === "" ? name : `${path}.${name}`,
  missing,
});

function checkScalar(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "timestamp":
      return value instanceof Date && !Number.isNaN(value.getTime());
    case "blob":
      return value instanceof Uint8Array || typeof value === "string";
    default:
      return true;
  }
}

function checkMembers(
  shape: StructureShape,
  value: Record<string, unknown>,
  at: Position,
): Problem | undefined {
  for (const name of shape.required) {
    if (value[name] === undefined) at.missing.push(below(at, name).path);
  }
  for (const [name, each] of Object.entries(value)) {
    const here = below(at, name);
    const member = shape.members.get(name);
    if (each === undefined) continue;
    if (!member) return { kind: "unknown", member: here.path, known: [...shape.members.keys()] };
    const problem = check(member.shape, each, here);
    if (problem) return problem;
  }
  return undefined;
}

function checkEach(
  member: Member,
  entries: Iterable<[string, unknown]>,
  at: Position,
): Problem | undefined {
  for (const [name, each] of entries) {
    const problem = check(member.shape, each, below(at, name));
    if (problem) return problem;
  }
  return undefined;
}

function check(shape: Shape, value: unknown, at: Position): Problem | undefined {
  const wrong: Problem = { kind: "type", member: at.path, expected: shape.kind };
  switch (shape.kind) {
    case "structure":
      return isObject(value) ? checkMembers(shape, value, at) : wrong;
    case "map":
      return isObject(value) ? checkEach(shape.value, Object.entries(value), at) : wrong;
    case "list": {
      if (!Array.isArray(value)) return wrong;
      const entries = value.map((each, index): [string, unknown] => [`${index + 1}.member`, each]);
      return checkEach(shape.member, entries, at);
    }
    default:
      return checkScalar(shape, value) ? undefined : wrong;
  }
}

/**
 * Says what is wrong with an input in the SDK's shape: a member that the model does not know, a value
 * of the wrong type, or, when there is nothing of that, every required member that is missing.
 *
 * AWS overlooks some unknown members; the local cloud refuses each by name, because a misspelt
 * parameter that does nothing is what a local run should find.
 */
export function problemOf(shape: StructureShape, input: unknown): Problem | undefined {
  const missing: string[] = [];
  const problem = check(shape, input, { path: "", missing });
  if (problem || missing.length === 0) return problem;
  return { kind: "missing", members: missing };
}
