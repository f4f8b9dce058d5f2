import { significantDigits } from "./decimal.ts";
import type { Item, Value } from "./value.ts";

/** Bytes of a list or map itself, and of each of its members besides their contents. */
const CONTAINER = 3;
const MEMBER = 1;

const textSize = (text: string): number => Buffer.byteLength(text);
const binarySize = (base64: string): number => Buffer.byteLength(base64, "base64");

/**
 * One byte for two significant digits, begun anew after the decimal point, one more, and one for the
 * sign; measured, because the Developer Guide gives it only roughly.
 */
function numberSize(number: string): number {
  const { whole, fraction } = significantDigits(number);
  const sign = number.startsWith("-") ? 1 : 0;
  return 1 + Math.ceil(whole / 2) + Math.ceil(fraction / 2) + sign;
}

function total<T>(all: readonly T[], size: (each: T) => number): number {
  let bytes = 0;
  for (const each of all) bytes += size(each);
  return bytes;
}

function valueSize(value: Value): number {
  if ("S" in value) return textSize(value.S);
  if ("N" in value) return numberSize(value.N);
  if ("B" in value) return binarySize(value.B);
  if ("M" in value) return CONTAINER + sizeOf(value.M) + MEMBER * Object.keys(value.M).length;
  if ("L" in value) return CONTAINER + total(value.L, (each) => MEMBER + valueSize(each));
  if ("SS" in value) return total(value.SS, textSize);
  if ("NS" in value) return total(value.NS, numberSize);
  return "BS" in value ? total(value.BS, binarySize) : 1;
}

function sizeOf(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += textSize(name) + valueSize(item[name] as Value);
  return bytes;
}

const known = new WeakMap<Item, number>();

/** Bytes of an item (Developer Guide, "DynamoDB item sizes and formats"); items never change. */
export function itemSize(item: Item): number {
  const found = known.get(item);
  if (found !== undefined) return found;
  const size = sizeOf(item);
  known.set(item, size);
  return size;
}
