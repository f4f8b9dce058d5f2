import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const ROOT = join(import.meta.dirname, "..");
const FOLDER = join(import.meta.dirname, "dist");

/**
 * Builds the `mayfly` command into files that need nothing beside them: Node does not strip types in
 * node_modules, which is where a package's commands are run from.
 */
rmSync(FOLDER, { recursive: true, force: true });
buildSync({
  absWorkingDir: ROOT,
  entryPoints: { mayfly: "cli/mayfly.ts" },
  outdir: FOLDER,
  outExtension: { ".js": ".mjs" },
  ...{ bundle: true, splitting: true, format: "esm", platform: "node", target: "node24" },
  mainFields: ["module", "main"],
  minify: true,
  legalComments: "linked",
  logLevel: "warning",
  // CommonJS among what is bundled asks for Node's own modules.
  banner: {
    js: "import{createRequire as __makeRequire}from'node:module';const require=__makeRequire(import.meta.url);",
  },
});
chmodSync(join(FOLDER, "mayfly.mjs"), 0o755);
