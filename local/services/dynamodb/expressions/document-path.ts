import { attributeOf, type Item, type Value } from "../values/value.ts";
import type { TokenReader } from "./tokens.ts";

/** Places in lists are 32-bit numbers. */
const FURTHEST_PLACE = 2 ** 31 - 1;

/** A path as it is written: names (plain or `#placeholder`) and places in lists. */
export type WrittenPath = readonly (string | number)[];

/** A path with its placeholders replaced: the first step is an attribute's name. */
export type Path = readonly [string, ...(string | number)[]];

function nameStep(reader: TokenReader): string {
  const { type } = reader.next;
  if (type !== "word" && type !== "name") throw reader.syntaxError();
  return reader.take().text;
}

function placeInList(reader: TokenReader): number {
  if (reader.next.type !== "number") throw reader.syntaxError();
  const { text } = reader.take();
  const place = Number(text);
  if (place > FURTHEST_PLACE) {
    throw reader.refusal(`List index is not within the allowable range; index: [${text}]`);
  }
  reader.expect("]");
  return place;
}

/** Reads a path such as `#a.b[0].c`. Errors: ValidationException for bad syntax. */
export function readPath(reader: TokenReader): WrittenPath {
  const path: (string | number)[] = [nameStep(reader)];
  for (;;) {
    if (reader.skip(".")) path.push(nameStep(reader));
    else if (reader.skip("[")) path.push(placeInList(reader));
    else return path;
  }
}

/** A path as DynamoDB's messages show it: `[a, b, [0]]`. */
export const pathText = (path: Path): string =>
  `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;

export const samePath = (left: Path, right: Path): boolean =>
  left.length === right.length && left.every((step, at) => step === right[at]);

function memberOf(value: Value, step: string | number): Value | undefined {
  if (typeof step === "number") return "L" in value ? value.L[step] : undefined;
  return "M" in value ? attributeOf(value.M, step) : undefined;
}

/** What an item has at a path. */
export function valueAt(item: Item, path: Path): Value | undefined {
  let value = attributeOf(item, path[0]);
  for (let depth = 1; depth < path.length && value !== undefined; depth += 1) {
    value = memberOf(value, path[depth] as string | number);
  }
  return value;
}

/** Says why two paths of one expression cannot stand together. */
function clashOf(one: Path, two: Path): "overlap" | "conflict" | undefined {
  const shared = Math.min(one.length, two.length);
  for (let depth = 0; depth < shared; depth += 1) {
    if (one[depth] === two[depth]) continue;
    return typeof one[depth] === typeof two[depth] ? undefined : "conflict";
  }
  return "overlap";
}

/** The refusal of the first two paths that overlap or conflict, if there are any. */
export function problemOfPaths(paths: readonly Path[]): string | undefined {
  for (let second = 1; second < paths.length; second += 1) {
    for (let first = 0; first < second; first += 1) {
      const [one, two] = [paths[first] as Path, paths[second] as Path];
      const clash = clashOf(one, two);
      if (clash === undefined) continue;
      return `Two document paths ${clash} with each other; must remove or rewrite one of these paths; path one: ${pathText(one)}, path two: ${pathText(two)}`;
    }
  }
  return undefined;
}
