import { invalidValue } from "./errors.ts";

/** A range of IPv4 addresses as whole numbers, both ends included. */
export interface Cidr {
  readonly first: number;
  readonly last: number;
  readonly bits: number;
}

const ADDRESS_BITS = 32;

/** The address as a whole number, or undefined when it is none. */
function addressNumber(text: string): number | undefined {
  const bytes = text.split(".").map(Number);
  const valid = /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && bytes.every((byte) => byte <= 255);
  return valid ? bytes.reduce((sum, byte) => sum * 256 + byte, 0) : undefined;
}

/** The address of a whole number, such as `172.31.0.4`. */
export function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** Reads `172.31.0.0/16`; bits beyond the prefix are cleared, as EC2 does. Errors: InvalidParameterValue. */
export function parseCidr(text: string): Cidr {
  const [address = "", prefix = ""] = text.split("/");
  const number = addressNumber(address);
  const bits = Number(prefix);
  if (number === undefined || !/^\d{1,2}$/.test(prefix) || bits > ADDRESS_BITS) {
    throw invalidValue(
      `Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  }
  const size = 2 ** (ADDRESS_BITS - bits);
  const first = Math.floor(number / size) * size;
  return { first, last: first + size - 1, bits };
}

export function cidrText({ first, bits }: Cidr): string {
  return `${addressText(first)}/${bits}`;
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

export function overlaps(one: Cidr, other: Cidr): boolean {
  return one.first <= other.last && other.first <= one.last;
}
