import { orderedNumber } from "./decimal.ts";
import { typeOf, type Value } from "./value.ts";

const BEYOND_SURROGATES = /[\ud800-\uffff]/;
const ANY_BEYOND = /[\ud800-\uffff]/g;

/**
 * Text whose JavaScript order is the order of its UTF-8 bytes. The two differ only where surrogates,
 * which stand for the highest code points, meet U+E000 to U+FFFF: these two blocks are exchanged.
 */
function orderedText(text: string): string {
  if (!BEYOND_SURROGATES.test(text)) return text;
  return text.replace(ANY_BEYOND, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
  });
}

/** Text that sorts as DynamoDB sorts scalars of one type: strings and binary by bytes, numbers by value. */
export function orderOf(value: Value): string {
  if ("S" in value) return orderedText(value.S);
  if ("N" in value) return orderedNumber(value.N);
  if ("B" in value) return Buffer.from(value.B, "base64").toString("latin1");
  throw new Error(`Values of type ${typeOf(value)} have no order.`);
}

const isOrdered = (value: Value): boolean => "S" in value || "N" in value || "B" in value;

/** Negative, zero or positive; undefined for values that cannot be compared with one another. */
export function compared(left: Value, right: Value): number | undefined {
  if (!isOrdered(left) || typeOf(left) !== typeOf(right)) return undefined;
  const [a, b] = [orderOf(left), orderOf(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two values are the same. Values are normal, so only the order of map members may differ. */
export function equal(left: Value, right: Value): boolean {
  if ("M" in left) return "M" in right && equalMaps(left.M, right.M);
  if ("L" in left) {
    const other = "L" in right ? right.L : undefined;
    return other?.length === left.L.length && left.L.every((each, at) => equalTo(each, other[at]));
  }
  return typeOf(left) === typeOf(right) && JSON.stringify(left) === JSON.stringify(right);
}

const equalTo = (left: Value, right: Value | undefined) => !!right && equal(left, right);

function equalMaps(left: Readonly<Record<string, Value>>, right: Readonly<Record<string, Value>>) {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equalTo(left[name] as Value, right[name]))
  );
}
