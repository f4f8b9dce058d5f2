import type { Comparer } from "./comparison.ts";

type Order = (actual: number, expected: number) => boolean;

export const ORDERS = {
  Equals: (actual, expected) => actual === expected,
  LessThan: (actual, expected) => actual < expected,
  LessThanEquals: (actual, expected) => actual <= expected,
  GreaterThan: (actual, expected) => actual > expected,
  GreaterThanEquals: (actual, expected) => actual >= expected,
} satisfies Record<string, Order>;

const YEAR = /^\d{4}$/;
const SECONDS = /^\d+(\.\d+)?$/;

function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

/** Milliseconds since 1970, of a W3C date (also a year or a month alone) or of seconds since 1970. */
export function momentOf(text: string): number {
  return SECONDS.test(text) && !YEAR.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function ordered(read: (text: string) => number, order: Order): Comparer {
  return (expected) => {
    const limit = read(expected);
    return (value) => order(read(value), limit);
  };
}

export function numeric(order: Order): Comparer {
  return ordered(numberOf, order);
}

export function date(order: Order): Comparer {
  return ordered(momentOf, order);
}
