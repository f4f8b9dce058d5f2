import { ipAddress } from "./addresses.ts";
import type { Comparer } from "./comparison.ts";
import { date, numeric, ORDERS } from "./numbers-and-dates.ts";
import { arnLike, stringEquals, stringEqualsIgnoreCase, stringLike } from "./strings.ts";

/** A condition operator without its set prefix and `IfExists`. */
export interface Operator {
  readonly compare: Comparer;
  /** True for `…Not…`: it holds where no value of the policy matches, and where the key is absent. */
  readonly negated: boolean;
}

const is = (compare: Comparer): Operator => ({ compare, negated: false });
const isNot = (compare: Comparer): Operator => ({ compare, negated: true });

const binaryEquals: Comparer = (expected) => {
  const bytes = Buffer.from(expected, "base64");
  return (value) => bytes.equals(Buffer.from(value, "base64"));
};

/** IAM User Guide, "IAM JSON policy elements: Condition operators"; `Null` is apart, it compares nothing. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ["StringEquals", is(stringEquals)],
  ["StringNotEquals", isNot(stringEquals)],
  ["StringEqualsIgnoreCase", is(stringEqualsIgnoreCase)],
  ["StringNotEqualsIgnoreCase", isNot(stringEqualsIgnoreCase)],
  ["StringLike", is(stringLike)],
  ["StringNotLike", isNot(stringLike)],
  ["NumericEquals", is(numeric(ORDERS.Equals))],
  ["NumericNotEquals", isNot(numeric(ORDERS.Equals))],
  ["NumericLessThan", is(numeric(ORDERS.LessThan))],
  ["NumericLessThanEquals", is(numeric(ORDERS.LessThanEquals))],
  ["NumericGreaterThan", is(numeric(ORDERS.GreaterThan))],
  ["NumericGreaterThanEquals", is(numeric(ORDERS.GreaterThanEquals))],
  ["DateEquals", is(date(ORDERS.Equals))],
  ["DateNotEquals", isNot(date(ORDERS.Equals))],
  ["DateLessThan", is(date(ORDERS.LessThan))],
  ["DateLessThanEquals", is(date(ORDERS.LessThanEquals))],
  ["DateGreaterThan", is(date(ORDERS.GreaterThan))],
  ["DateGreaterThanEquals", is(date(ORDERS.GreaterThanEquals))],
  ["Bool", is(stringEqualsIgnoreCase)],
  ["BinaryEquals", is(binaryEquals)],
  ["IpAddress", is(ipAddress)],
  ["NotIpAddress", isNot(ipAddress)],
  ["ArnEquals", is(arnLike)],
  ["ArnLike", is(arnLike)],
  ["ArnNotEquals", isNot(arnLike)],
  ["ArnNotLike", isNot(arnLike)],
]);
