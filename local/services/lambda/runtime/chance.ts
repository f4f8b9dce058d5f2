import { webcrypto } from "node:crypto";
import type { Random } from "../../../kernel/random.ts";

type Callback<T> = (error: null, value: T) => void;

/** Chance in a function comes from the cloud's seed, so that a run can be repeated. */

function fill<T extends NodeJS.ArrayBufferView>(random: Random, view: T): T {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = random.between(0, 255);
  return view;
}

function randomInt(random: Random, bounds: readonly unknown[]): number {
  const numbers = bounds.filter((each) => typeof each === "number");
  const [low = 0, high = 1] = numbers.length > 1 ? numbers : [0, ...numbers];
  const answer = random.between(low, high - 1);
  const callback = bounds.at(-1);
  if (typeof callback === "function") (callback as Callback<number>)(null, answer);
  return answer;
}

function randomBytes(random: Random, size: number, callback?: Callback<Buffer>) {
  const bytes = fill(random, Buffer.alloc(size));
  callback?.(null, bytes);
  return bytes;
}

/** The random functions of `node:crypto`. */
export const randomFunctions = (random: Random) => ({
  randomUUID: () => random.uuid(),
  randomInt: (...bounds: unknown[]) => randomInt(random, bounds),
  randomBytes: (size: number, callback?: Callback<Buffer>) => randomBytes(random, size, callback),
  randomFillSync: <T extends NodeJS.ArrayBufferView>(view: T) => fill(random, view),
  getRandomValues: <T extends NodeJS.ArrayBufferView>(view: T) => fill(random, view),
});

/** The global `crypto`. */
export const cryptoBy = (random: Random) => ({
  subtle: webcrypto.subtle,
  randomUUID: () => random.uuid(),
  getRandomValues: <T extends NodeJS.ArrayBufferView>(view: T) => fill(random, view),
});

/** `Math` with the cloud's chance. */
export const mathBy = (random: Random): Math =>
  Object.create(Math, { random: { value: () => random.next() } }) as Math;
