import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "../../infra/configuration.ts";

const ROOT = join(import.meta.dirname, "../..");
const CACHE = join(ROOT, "node_modules/.cache/mayfly");

/** All that a synthesis is made from. */
const SOURCES = [
  "{domain,ports,adapters,functions,nuke,infra,statemachines}/**/*.{ts,json}",
  "cdk.json",
  "package-lock.json",
];

function fingerprint(configuration: Configuration): string {
  const hash = createHash("sha256").update(JSON.stringify(configuration));
  for (const file of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).toSorted())
    hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest("hex").slice(0, 16);
}

/**
 * Synthesizes both stacks as `cdk synth` does and answers the folder of the result. It is kept until a
 * source or the configuration changes.
 */
export async function synthesized(configuration: Configuration): Promise<string> {
  const folder = join(CACHE, fingerprint(configuration));
  if (existsSync(folder)) return folder;
  // Made aside and moved at the end: somebody else may be doing the same.
  const draft = `${folder}.${process.pid}`;
  await synthesizeInto(draft, configuration);
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true });
  }
  return folder;
}

async function synthesizeInto(folder: string, configuration: Configuration): Promise<void> {
  // The CDK takes seconds to load, and is not needed when nothing has changed.
  const { App } = await import("aws-cdk-lib");
  const { addStacks } = await import("../../infra/synthesize.ts");
  const { context } = JSON.parse(readFileSync(join(ROOT, "cdk.json"), "utf8")) as {
    context: Record<string, unknown>;
  };
  const app = new App({ outdir: folder, context });
  addStacks(app, configuration, join(folder, "bundles"));
  app.synth();
}
