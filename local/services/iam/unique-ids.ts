import type { World } from "../../kernel/service.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const SECRET = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/`;
const SECRET_LENGTH = 40;

/** First letters of a unique id (IAM User Guide, "Unique identifiers"). */
export type IdPrefix = "AGPA" | "AIDA" | "AIPA" | "ANPA" | "AROA" | "ASCA";

/** A unique id, such as `AROA` and 17 characters. */
export function uniqueId({ random }: World, prefix: IdPrefix): string {
  return `${prefix}${random.text(17, BASE32)}`;
}

/** First letters of an access key id: long-lived or temporary. */
export type KeyPrefix = "AKIA" | "ASIA";

/** Where the account number stands in the first 48 bits of an access key id. */
const TOP_BIT = 1n << 47n;
const BELOW_ACCOUNT = 7n;
const CHARACTERS = 16;

/**
 * An access key id. Like AWS's own it carries the account number: 16 characters of base32, of whose 80
 * bits the second to the 41st are the account.
 */
export function accessKeyId({ random }: World, prefix: KeyPrefix, account: string): string {
  let bits = TOP_BIT | (BigInt(account) << BELOW_ACCOUNT);
  bits = (bits << 32n) | BigInt(random.between(0, 2 ** 32 - 1));
  let text = "";
  for (let left = CHARACTERS; left > 0; left -= 1) {
    text = BASE32.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return prefix + text;
}

/** The account number in an access key id; undefined for what is none. */
export function accountInKeyId(id: string): string | undefined {
  if (!/^A[KS]IA[A-Z2-7]{16}$/.test(id)) return undefined;
  let bits = 0n;
  for (const character of id.slice(4)) bits = (bits << 5n) | BigInt(BASE32.indexOf(character));
  const account = ((bits >> 32n) & (TOP_BIT - 1n)) >> BELOW_ACCOUNT;
  return account.toString().padStart(12, "0");
}

/** A secret access key. */
export function secretKey({ random }: World): string {
  return random.text(SECRET_LENGTH, SECRET);
}
