import { attributeOf, type Item, type Value } from "../values/value.ts";
import { type Path, problemOfPaths, readPath, type WrittenPath } from "./document-path.ts";
import type { Binding } from "./operands.ts";
import { remembering } from "./remember.ts";
import { badExpression, TokenReader } from "./tokens.ts";

const pathsOf = remembering((kind, text): readonly WrittenPath[] => {
  const reader = new TokenReader(kind, text);
  const paths = [readPath(reader)];
  while (reader.skip(",")) paths.push(readPath(reader));
  reader.expectEnd();
  return paths;
});

/** Reads the paths of a ProjectionExpression. Errors: ValidationException, also for paths that overlap. */
export function readProjection({ kind, terms }: Binding, text: string): readonly Path[] {
  const paths = pathsOf(kind, text).map((path) => terms.path(kind, path));
  const problem = problemOfPaths(paths);
  if (problem !== undefined) throw badExpression(kind, problem);
  return paths;
}

type Step = string | number;

/** Paths by their first step, each with what is left of them. */
function byFirstStep(paths: readonly (readonly Step[])[]): Map<Step, (readonly Step[])[]> {
  const grouped = new Map<Step, (readonly Step[])[]>();
  for (const [first, ...rest] of paths) {
    if (first === undefined) continue;
    const known = grouped.get(first) ?? [];
    known.push(rest);
    grouped.set(first, known);
  }
  return grouped;
}

function partOfValue(value: Value, paths: readonly (readonly Step[])[]): Value | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  const grouped = byFirstStep(paths);
  if ("M" in value) {
    const part = partOfMap(value.M, grouped);
    return Object.keys(part).length === 0 ? undefined : { M: part };
  }
  if (!("L" in value)) return undefined;
  const places = [...grouped.keys()].filter((step) => typeof step === "number");
  const parts = places
    .toSorted((a, b) => a - b)
    .map((place) => value.L[place] && partOfValue(value.L[place], grouped.get(place) ?? []))
    .filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : { L: parts };
}

function partOfMap(map: Item, grouped: ReadonlyMap<Step, (readonly Step[])[]>): Item {
  const entries: [string, Value][] = [];
  for (const [step, rest] of grouped) {
    const value = typeof step === "string" ? attributeOf(map, step) : undefined;
    const part = value && partOfValue(value, rest);
    if (part) entries.push([String(step), part]);
  }
  return Object.fromEntries(entries);
}

/** The part of an item at these paths; elements of lists move together. */
export const projected = (item: Item, paths: readonly Path[]): Item =>
  partOfMap(item, byFirstStep(paths));
