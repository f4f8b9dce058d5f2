import { invalid } from "../errors.ts";
import { attributeOf, type Item, type Value } from "../values/value.ts";
import type { Path } from "./document-path.ts";

/** A value to put at a path; without a value, what is there is removed. */
export interface Edit {
  readonly path: Path;
  readonly value?: Value;
}

type Step = string | number;
/** An edit below some value: what is left of its path. */
type Part = { readonly steps: readonly Step[]; readonly value?: Value | undefined };

const noSuchPlace = () =>
  invalid("The document path provided in the update expression is invalid for update");

/**
 * An item with all edits made at once: places in lists are those before any edit. Errors:
 * ValidationException for a path whose parent the item does not have.
 */
export function edited(item: Item, edits: readonly Edit[]): Item {
  return editedMap(
    item,
    edits.map(({ path, value }) => ({ steps: path, value })),
  );
}

function byFirstStep(parts: readonly Part[]): Map<Step, Part[]> {
  const grouped = new Map<Step, Part[]>();
  for (const { steps, value } of parts) {
    const [first, ...rest] = steps;
    if (first === undefined) continue;
    const known = grouped.get(first) ?? [];
    known.push({ steps: rest, value });
    grouped.set(first, known);
  }
  return grouped;
}

function editedMap(map: Item, parts: readonly Part[]): Item {
  const after = new Map(Object.entries(map));
  for (const [step, below] of byFirstStep(parts)) {
    if (typeof step === "number") throw noSuchPlace();
    const value = editedValue(attributeOf(map, step), below);
    if (value === undefined) after.delete(step);
    else after.set(step, value);
  }
  return Object.fromEntries(after);
}

function editedValue(before: Value | undefined, parts: readonly Part[]): Value | undefined {
  const whole = parts.find(({ steps }) => steps.length === 0);
  if (whole) return whole.value;
  if (!before) throw noSuchPlace();
  if ("M" in before) return { M: editedMap(before.M, parts) };
  if ("L" in before) return { L: editedList(before.L, parts) };
  throw noSuchPlace();
}

/** Values put beyond the end are appended, in the order of their places. */
function editedList(list: readonly Value[], parts: readonly Part[]): readonly Value[] {
  const places = [...byFirstStep(parts)].map(([step, below]) => {
    if (typeof step === "string") throw noSuchPlace();
    return { place: step, below };
  });
  const after: (Value | undefined)[] = [...list];
  for (const { place, below } of places.toSorted((a, b) => a.place - b.place)) {
    const isInside = place < list.length;
    const value = isInside ? editedValue(list[place], below) : appended(below);
    if (isInside) after[place] = value;
    else after.push(value);
  }
  return after.filter((value) => value !== undefined);
}

function appended(parts: readonly Part[]): Value | undefined {
  return editedValue(undefined, parts);
}
