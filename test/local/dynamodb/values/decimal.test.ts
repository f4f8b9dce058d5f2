import fc from "fast-check";
import { expect, test } from "vitest";
import {
  negated,
  normalNumber,
  orderedNumber,
  sum,
} from "../../../../local/services/dynamodb/values/decimal.ts";
import { refusal } from "../a-database.ts";

/** A number of at most eight digits, and where its decimal point is. */
const decimal = fc.record({
  digits: fc.bigInt({ min: -99_999_999n, max: 99_999_999n }),
  exponent: fc.integer({ min: -10, max: 10 }),
});
type Decimal = { readonly digits: bigint; readonly exponent: number };
const text = ({ digits, exponent }: Decimal) => normalNumber(`${digits}e${exponent}`);
const scaled = ({ digits, exponent }: Decimal) => digits * 10n ** BigInt(exponent + 10);

test.each([
  ["007.50", "7.5"],
  ["-0.000", "0"],
  ["1e3", "1000"],
  [".5", "0.5"],
  ["5.", "5"],
  ["+5", "5"],
  ["0.00001200", "0.000012"],
  ["-1.20E+2", "-120"],
  ["9.9e125", `99${"0".repeat(124)}`],
])("%s is stored as %s", (written, stored) => {
  expect(normalNumber(written)).toBe(stored);
});

test.each(["", " 1", "1 ", "0x10", "NaN", "Infinity", "1e", "1.2.3", "--1", ".", "abc"])(
  "%j is no number",
  (written) => {
    expect(refusal(() => normalNumber(written))).toBe(
      `ValidationException: The parameter cannot be converted to a numeric value: ${written}`,
    );
  },
);

test("the order of numbers is that of their ordered texts", () => {
  fc.assert(
    fc.property(decimal, decimal, (one, other) => {
      const [a, b] = [orderedNumber(text(one)), orderedNumber(text(other))];
      const difference = scaled(one) - scaled(other);
      expect(Math.sign(Number(difference))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
    { numRuns: 2000 },
  );
});

test("sums are exact", () => {
  fc.assert(
    fc.property(decimal, decimal, (one, other) => {
      const total = normalNumber(`${scaled(one) + scaled(other)}e-10`);
      expect(sum(text(one), text(other))).toBe(total);
      expect(sum(total, negated(text(other)))).toBe(text(one));
    }),
    { numRuns: 1000 },
  );
});
