import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { type TransformOptions, transform, transformSync } from "esbuild";
import { cachedFile, keep } from "./cache.ts";

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

/** A module as the body of a function. */
export interface Translation {
  readonly code: string;
  /** Names the translated text: the same for the same text. */
  readonly id: string;
}

const idOf = (text: string) =>
  createHash("sha256").update(HEAD).update(JSON.stringify(OPTIONS)).update(text).digest("hex");

/**
 * Translates a module into the body of a function, or finds what was translated before. Errors: those
 * of esbuild, for text that is no module.
 */
export function translatedOnce(text: string): Translation {
  const id = idOf(text);
  const file = cachedFile(`${id}.cjs`);
  if (existsSync(file)) return { id, code: readFileSync(file, "utf8") };
  const code = HEAD + transformSync(text, OPTIONS).code;
  keep(file, code);
  return { id, code };
}

/** Translates a module in the background, so that its first run need not wait for it. */
export async function translateAhead(text: string): Promise<void> {
  const file = cachedFile(`${idOf(text)}.cjs`);
  if (existsSync(file)) return;
  try {
    keep(file, HEAD + (await transform(text, OPTIONS)).code);
  } catch {
    // Whoever runs it is told what is wrong with it.
  }
}
