/** Reproducible randomness: everything that the local cloud leaves to chance comes from its seed. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** A string of `length` characters of `alphabet`. */
  text(length: number, alphabet: string): string;
  /** A version 4 UUID. */
  uuid(): string;
}

const HEX = "0123456789abcdef";

/** Makes the random numbers of one run from its seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const text = (length: number, alphabet: string) => {
    let drawn = "";
    while (drawn.length < length) drawn += alphabet.charAt(between(0, alphabet.length - 1));
    return drawn;
  };
  const uuid = () =>
    `${text(8, HEX)}-${text(4, HEX)}-4${text(3, HEX)}-${text(1, "89ab")}${text(3, HEX)}-${text(12, HEX)}`;
  return { next, between, text, uuid };
}
