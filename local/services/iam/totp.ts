import { createHmac } from "node:crypto";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;
const DIGITS = 6;

function bytesOf(base32: string): Buffer {
  const bits = [...base32]
    .map((character) => BASE32.indexOf(character).toString(2).padStart(5, "0"))
    .join("");
  const whole = bits.slice(0, bits.length - (bits.length % 8));
  return Buffer.from(whole.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}

/** A seed of 64 characters, as IAM makes them for virtual MFA devices. */
export function newSeed(text: (length: number, alphabet: string) => string): string {
  return text(64, BASE32);
}

/** The time step of a moment: codes change every 30 seconds. */
export function stepAt(now: number): number {
  return Math.floor(now / STEP_MS);
}

/** The six digits of a time step (RFC 6238 with SHA-1, as authenticator apps compute it). */
export function codeAt(seed: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", bytesOf(seed)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  const number = (digest.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** DIGITS;
  return number.toString().padStart(DIGITS, "0");
}
