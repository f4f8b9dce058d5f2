/** The values that a field of a cron expression may have. */
export interface Range {
  readonly low: number;
  readonly high: number;
  /** Names of the values, from `low` on. */
  readonly names?: readonly string[];
}

/** A text that is no field, or with values out of its range. */
export class InvalidField extends Error {
  override readonly name = "InvalidField";
}

const ITEM = /^(?:(?<all>\*)|(?<from>\w+)(?:-(?<to>\w+))?)(?:\/(?<step>\d+))?$/u;

function numberOf(text: string, { low, high, names = [] }: Range): number {
  const named = names.indexOf(text.toUpperCase());
  const value = named === -1 ? Number(text) : low + named;
  if (!Number.isInteger(value) || value < low || value > high) throw new InvalidField(text);
  return value;
}

function valuesOf(item: string, range: Range): readonly number[] {
  const { all, from, to, step } = ITEM.exec(item)?.groups ?? {};
  if (all === undefined && from === undefined) throw new InvalidField(item);
  const first = from === undefined ? range.low : numberOf(from, range);
  const isOpen = all !== undefined || (to === undefined && step !== undefined);
  const last = isOpen ? range.high : to === undefined ? first : numberOf(to, range);
  const by = step === undefined ? 1 : Number(step);
  if (by === 0 || last < first) throw new InvalidField(item);
  return Array.from(
    { length: Math.floor((last - first) / by) + 1 },
    (_, each) => first + each * by,
  );
}

/** The values that a field names, in order. Throws InvalidField. */
export function fieldValues(text: string, range: Range): readonly number[] {
  const values = new Set(text.split(",").flatMap((item) => valuesOf(item, range)));
  return [...values].toSorted((one, other) => one - other);
}
