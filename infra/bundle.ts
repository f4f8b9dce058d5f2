import { globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import type { Documents } from "../functions/shared/documents.ts";
import { baselines } from "./baselines.ts";
import type { Configuration } from "./configuration.ts";
import { mailDocuments } from "./mail/documents.ts";
import { keepMapsOfOurs } from "./maps-of-ours.ts";

const ROOT = join(import.meta.dirname, "..");

/** Gives the folder with the code of one function, by the name of its folder under `functions/`. */
export type FolderOf = (name: string) => string;

/** Functions that read documents of the configuration, and which. */
const DOCUMENTS: Readonly<Record<string, readonly (keyof Documents)[]>> = {
  api: ["templates"],
  "apply-baseline": ["baselines"],
  "open-access": ["baselines"],
  reconcile: ["baselines"],
  "redeem-code": ["templates"],
  "send-mail": ["mail"],
  "slack-work": ["templates"],
};

/** What every bundle has in common. */
const COMMON: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node24",
  // The SDK's CommonJS files are a third larger and cannot be shaken.
  mainFields: ["module", "main"],
  minify: true,
  sourcemap: "linked",
  sourcesContent: false,
  legalComments: "none",
  logLevel: "warning",
};

/**
 * Bundles every function with one run of esbuild, because a run for each would take five times as long,
 * and the nuke program with another.
 *
 * @param dist the folder to bundle into; what it holds is deleted first
 */
export async function bundle(configuration: Configuration, dist: string): Promise<FolderOf> {
  rmSync(dist, { recursive: true, force: true });
  const handlers = globSync("functions/**/handler.ts", { cwd: ROOT });
  await Promise.all([
    build({
      ...COMMON,
      entryPoints: Object.fromEntries(handlers.map((file) => [`${nameOf(file)}/index`, file])),
      outdir: dist,
      format: "cjs",
      // Whoever runs a bundle gives it its modules by `require` alone.
      supported: { "dynamic-import": false },
      define: { "import.meta.dirname": "__dirname" },
      alias: { "@aws-sdk/credential-provider-node": "./adapters/aws/lambda-credentials.ts" },
    }),
    build({
      ...COMMON,
      entryPoints: { "nuke/index": "nuke/main.ts" },
      outdir: dist,
      format: "esm",
      outExtension: { ".js": ".mjs" },
    }),
  ]);
  keepMapsOfOurs(dist, ROOT);
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
