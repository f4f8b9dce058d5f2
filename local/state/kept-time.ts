import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "../kernel/clock.ts";

const FILE = "time";

/** Digits of the file: written over in place, so that a killed process leaves the old or the new. */
const DIGITS = 16;

/** A moment that outlives the process. */
export interface KeptTime {
  /** What was kept before; undefined in a new folder. */
  readonly before: Instant | undefined;
  keep(moment: Instant): void;
  close(): void;
}

/** Opens the time of a folder. Throws when it holds something else. */
export function openKeptTime(folder: string): KeptTime {
  const path = join(folder, FILE);
  const isThere = existsSync(path);
  const text = isThere ? readFileSync(path, "utf8") : "";
  if (!/^\d*$/.test(text)) throw new Error(`${path} holds no time: "${text.slice(0, 40)}".`);
  const file = openSync(path, isThere ? "r+" : "w+");
  return {
    before: text === "" ? undefined : Number(text),
    keep: (moment) => void writeSync(file, String(moment).padStart(DIGITS, "0"), 0),
    close: () => closeSync(file),
  };
}
