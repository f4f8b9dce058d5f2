/**
 * What an answer must look like: objects must have at least these members, lists exactly these items in
 * this order, texts must match the expression, `undefined` stands for a member that must not be there.
 */
export type Expected =
  | string
  | number
  | boolean
  | null
  | undefined
  | RegExp
  | Having
  | typeof PRESENT
  | readonly Expected[]
  | { readonly [member: string]: Expected };

/** Expects a member that is there, whatever it is: an instant, which clients print in their own ways. */
export const PRESENT = Symbol("present");

/** A list that has at least this item. */
class Having {
  readonly item: Expected;

  constructor(item: Expected) {
    this.item = item;
  }
}

/** Expects a list that has at least one such item. */
export const having = (item: Expected): Expected => new Having(item);

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === PRESENT) return "something";
  return value instanceof RegExp ? String(value) : JSON.stringify(value);
}

function differing(path: string, expected: unknown, actual: unknown): string[] {
  return [`${path || "answer"}: expected ${shown(expected)}, came ${shown(actual)}`];
}

function ofList(path: string, expected: readonly Expected[], actual: unknown): string[] {
  if (!Array.isArray(actual)) return differing(path, expected, actual);
  if (actual.length !== expected.length) {
    return [`${path}: expected ${expected.length} items, came ${shown(actual)}`];
  }
  return expected.flatMap((item, index) => mismatches(item, actual[index], `${path}[${index}]`));
}

function ofHaving(path: string, { item }: Having, actual: unknown): string[] {
  const items: readonly unknown[] = Array.isArray(actual) ? actual : [];
  if (items.some((each) => mismatches(item, each, path).length === 0)) return [];
  return [`${path}: expected an item like ${shown(item)}, came ${shown(actual)}`];
}

function ofObject(path: string, expected: object, actual: unknown): string[] {
  if (typeof actual !== "object" || actual === null) return differing(path, expected, actual);
  const members = actual as Readonly<Record<string, unknown>>;
  return Object.entries(expected).flatMap(([name, each]: [string, Expected]) =>
    mismatches(each, members[name], path ? `${path}.${name}` : name),
  );
}

/** Where an answer differs from what was expected, each in a line; `[]` when it does not. */
export function mismatches(expected: Expected, actual: unknown, path = ""): string[] {
  if (expected instanceof RegExp) {
    const matches = typeof actual === "string" && expected.test(actual);
    return matches ? [] : differing(path, expected, actual);
  }
  if (expected === PRESENT) return actual === undefined ? differing(path, PRESENT, actual) : [];
  if (expected instanceof Having) return ofHaving(path, expected, actual);
  if (Array.isArray(expected)) return ofList(path, expected as readonly Expected[], actual);
  if (typeof expected === "object" && expected !== null) return ofObject(path, expected, actual);
  return expected === actual ? [] : differing(path, expected, actual);
}
