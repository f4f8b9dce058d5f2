import { createHash } from "node:crypto";
import { join } from "node:path";
import { build } from "esbuild";

/** The stand-in as one executable file. */
export interface NukeEngine {
  readonly bytes: Uint8Array;
  /** In hexadecimal, as a configuration pins it. */
  readonly sha256: string;
}

const ROOT = join(import.meta.dirname, "../..");

/**
 * Bundles the stand-in for aws-nuke into one file that a shell with Node on its path can execute. The same
 * sources make the same bytes, wherever they lie, so that their SHA-256 can be pinned.
 */
export async function buildNukeEngine(): Promise<NukeEngine> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["local/nuke-engine/main.ts"],
    bundle: true,
    write: false,
    platform: "node",
    target: "node24",
    // A file without an extension is CommonJS to Node.
    format: "cjs",
    mainFields: ["module", "main"],
    minify: true,
    legalComments: "none",
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "warning",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild made no file of the nuke engine.");
  return nukeEngineOf(file.contents);
}

/** An engine that was built before. */
export const nukeEngineOf = (bytes: Uint8Array): NukeEngine => ({
  bytes,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});
