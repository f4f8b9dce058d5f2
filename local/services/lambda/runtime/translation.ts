import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type TransformOptions, transform, transformSync } from "esbuild";

/** Where translated code is kept: a bundle of the SDK takes a tenth of a second to translate. */
const CACHE = join(import.meta.dirname, "../../../../node_modules/.cache/mayfly-bundles");

/** Files that are kept; the oldest ones make room. */
const MOST_FILES = 500;

const OPTIONS = {
  format: "cjs",
  platform: "node",
  target: "node24",
  define: {
    "import.meta.dirname": "__dirname",
    "import.meta.filename": "__filename",
    "import.meta.url": "__moduleUrl",
  },
  supported: { "dynamic-import": false },
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "silent",
} satisfies TransformOptions;

/** What a translated module needs around it: modules are always strict, which CommonJS is not. */
const HEAD = '"use strict";const __moduleUrl=require("node:url").pathToFileURL(__filename).href;';

const cachedFile = (text: string) =>
  join(
    CACHE,
    `${createHash("sha256").update(JSON.stringify(OPTIONS)).update(text).digest("hex")}.cjs`,
  );

function keep(file: string, code: string): void {
  mkdirSync(CACHE, { recursive: true });
  // Others may write the same file at the same time.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, file);
}

/**
 * Translates a module into the body of a function, or finds what was translated before. Errors: those
 * of esbuild, for text that is no module.
 */
export function translatedOnce(text: string): string {
  const file = cachedFile(text);
  if (existsSync(file)) return readFileSync(file, "utf8");
  const code = HEAD + transformSync(text, OPTIONS).code;
  keep(file, code);
  return code;
}

/** Translates a module in the background, so that its first run need not wait for it. */
export async function translateAhead(text: string): Promise<void> {
  const file = cachedFile(text);
  if (existsSync(file)) return;
  try {
    keep(file, HEAD + (await transform(text, OPTIONS)).code);
    makeRoom();
  } catch {
    // Whoever runs it is told what is wrong with it.
  }
}

function makeRoom(): void {
  const files = readdirSync(CACHE).map((name) => join(CACHE, name));
  if (files.length <= MOST_FILES) return;
  const age = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
  const oldestFirst = files.toSorted((one, other) => (age.get(one) ?? 0) - (age.get(other) ?? 0));
  for (const file of oldestFirst.slice(0, files.length - MOST_FILES)) rmSync(file, { force: true });
}
