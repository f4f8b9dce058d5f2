import { invalid } from "../errors.ts";
import { LARGEST_EXPONENT, MOST_DIGITS, SMALLEST_EXPONENT } from "../limits.ts";

/** A number as `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const WRITTEN = /^[+-]?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Exponents beyond any that can be stored, so that a longer one overflows and is not worked out. */
const BEYOND = 100_000;

function parsed(text: string): Decimal | undefined {
  const match = WRITTEN.exec(text);
  const [, whole = "", fraction = "", exponent = "0"] = match ?? [];
  if (whole === "" && fraction === "") return undefined;
  const digits = BigInt(whole + fraction);
  return {
    digits: text.startsWith("-") ? -digits : digits,
    exponent: Math.max(-BEYOND, Math.min(BEYOND, Number(exponent))) - fraction.length,
  };
}

/** The digits without leading and trailing zeros, and the exponent of the first of them. */
function scientific({ digits, exponent }: Decimal): { text: string; power: number } {
  const written = (digits < 0n ? -digits : digits).toString();
  const power = exponent + written.length - 1;
  return { text: written.replace(/0+$/, ""), power };
}

function checked(decimal: Decimal): Decimal {
  const { text, power } = scientific(decimal);
  if (text === "") return decimal;
  if (power > LARGEST_EXPONENT) {
    throw invalid(
      "Number overflow. Attempting to store a number with magnitude larger than supported range",
    );
  }
  if (power < SMALLEST_EXPONENT) {
    throw invalid(
      "Number underflow. Attempting to store a number with magnitude smaller than supported range",
    );
  }
  if (text.length > MOST_DIGITS) {
    throw invalid("Attempting to store more than 38 significant digits in a Number");
  }
  return decimal;
}

/** Plain notation without needless zeros: as DynamoDB gives numbers back. */
function plain(decimal: Decimal): string {
  const { text, power } = scientific(decimal);
  if (text === "") return "0";
  const sign = decimal.digits < 0n ? "-" : "";
  if (power < 0) return `${sign}0.${"0".repeat(-power - 1)}${text}`;
  const whole = text.slice(0, power + 1).padEnd(power + 1, "0");
  const fraction = text.slice(power + 1);
  return fraction === "" ? sign + whole : `${sign}${whole}.${fraction}`;
}

const ALREADY_NORMAL = /^(?:0|-?[1-9]\d{0,14})$/;

/** The one normal form of a number. Errors: ValidationException for what is none, or too large. */
export function normalNumber(text: string): string {
  if (ALREADY_NORMAL.test(text)) return text;
  const decimal = parsed(text);
  if (!decimal) {
    throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  }
  return plain(checked(decimal));
}

/** The exact sum of two normal numbers, in normal form. Errors: as for any number. */
export function sum(left: string, right: string): string {
  const [a, b] = [decimalOf(left), decimalOf(right)];
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = (each: Decimal) => each.digits * 10n ** BigInt(each.exponent - exponent);
  return plain(checked({ digits: scaled(a) + scaled(b), exponent }));
}

export function negated(number: string): string {
  if (number === "0") return number;
  return number.startsWith("-") ? number.slice(1) : `-${number}`;
}

function decimalOf(normal: string): Decimal {
  return parsed(normal) ?? { digits: 0n, exponent: 0 };
}

const EXPONENT_OFFSET = 500;
const COMPLEMENT_OF_NINE = "9876543210";

/** Text that sorts as the normal numbers do: sign, exponent, digits; reversed for negative ones. */
export function orderedNumber(normal: string): string {
  if (normal === "0") return "1";
  const { text, power } = scientific(decimalOf(normal));
  const written = `${power + EXPONENT_OFFSET}${text}`;
  if (!normal.startsWith("-")) return `2${written}`;
  // The end mark makes the number with fewer digits, which is nearer to zero, the greater one.
  return `0${written.replace(/\d/g, (digit) => COMPLEMENT_OF_NINE.charAt(Number(digit)))}~`;
}

/** How many significant digits a normal number has before the decimal point, and after it. */
export function significantDigits(normal: string): { whole: number; fraction: number } {
  const [whole = "", fraction = ""] = normal.replace("-", "").split(".");
  if (fraction === "") return { whole: whole.replace(/0+$/, "").length, fraction: 0 };
  const leading = whole === "0" ? fraction.replace(/^0+/, "") : fraction;
  return { whole: whole === "0" ? 0 : whole.length, fraction: leading.length };
}
