import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/**
 * Keeps what V8 made of bundles from one process to the next: a bundle of the SDK takes a tenth of a
 * second to compile.
 */
const FOLDER = join(import.meta.dirname, "../../../../node_modules/.cache/mayfly-bundles");

/** Files that are kept; the oldest ones make room. */
const MOST_FILES = 300;

/** The file of this name; whether it is there is another question. */
export const cachedFile = (name: string) => join(FOLDER, name);

/** Writes a file whole or not at all: others may write the same one at the same time. */
export function keep(file: string, content: string | Uint8Array): void {
  mkdirSync(FOLDER, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, file);
  makeRoom();
}

const ageOf = (file: string) => (existsSync(file) ? statSync(file).mtimeMs : 0);

function makeRoom(): void {
  const files = readdirSync(FOLDER).map((name) => cachedFile(name));
  if (files.length <= MOST_FILES) return;
  const ages = new Map(files.map((file) => [file, ageOf(file)]));
  const oldestFirst = files.toSorted((one, other) => (ages.get(one) ?? 0) - (ages.get(other) ?? 0));
  // A tenth at a time, so that not every file that comes looks at all the others.
  for (const file of oldestFirst.slice(0, MOST_FILES / 10)) rmSync(file, { force: true });
}
