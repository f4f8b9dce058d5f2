import { globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { buildSync } from "esbuild";
import type { Documents } from "../functions/shared/documents.ts";
import { baselines } from "./baselines.ts";
import type { Configuration } from "./configuration.ts";
import { mailDocuments } from "./mail/documents.ts";

const ROOT = join(import.meta.dirname, "..");

/** Gives the folder with the code of one function, by the name of its folder under `functions/`. */
export type FolderOf = (name: string) => string;

/** Functions that read documents of the configuration, and which. */
const DOCUMENTS: Readonly<Record<string, readonly (keyof Documents)[]>> = {
  api: ["templates"],
  "apply-baseline": ["baselines"],
  "open-access": ["baselines"],
  reconcile: ["baselines"],
  "send-mail": ["mail"],
  "slack-work": ["templates"],
};

/**
 * Bundles every function, and the nuke program, with one run of esbuild: a run for each function would
 * take five times as long.
 *
 * @param dist the folder to bundle into; what it holds is deleted first
 */
export function bundle(configuration: Configuration, dist: string): FolderOf {
  rmSync(dist, { recursive: true, force: true });
  const handlers = globSync("functions/**/handler.ts", { cwd: ROOT }).toSorted();
  const entries: [name: string, file: string][] = [
    ...handlers.map((file): [string, string] => [nameOf(file), file]),
    ["nuke", "nuke/main.ts"],
  ];
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(entries.map(([name, file]) => [`${name}/index`, file])),
    outdir: dist,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // The SDK's CommonJS files are a third larger and cannot be shaken.
    mainFields: ["module", "main"],
    minify: true,
    sourcemap: "linked",
    sourcesContent: false,
    legalComments: "none",
    logLevel: "warning",
  });
  writeDocuments(configuration, dist);
  return (name) => join(dist, name);
}

const nameOf = (file: string): string => basename(dirname(file));

function writeDocuments(configuration: Configuration, dist: string): void {
  const mail = mailDocuments(configuration);
  const all: Documents = {
    ...{ templates: configuration.templates, baselines },
    ...(mail === undefined ? {} : { mail }),
  };
  for (const [name, members] of Object.entries(DOCUMENTS)) {
    const documents = Object.fromEntries(members.map((member) => [member, all[member]]));
    mkdirSync(join(dist, name), { recursive: true });
    writeFileSync(join(dist, name, "documents.json"), JSON.stringify(documents));
  }
}
