import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { cachedFile, keep } from "./cache.ts";
import { SCOPE } from "./scope.ts";

/** The code of a function, ready to be run in any number of environments. */
type Program = (
  exports: object,
  module: { exports: object },
  dirname: string,
  filename: string,
  ...scope: unknown[]
) => void;

/** A bundle that was compiled. */
export interface Bundle {
  readonly program: Program;
  /** Keeps the compiled code for the next process, once it has run: only then all of it is compiled. */
  hasRun(): void;
}

const PARAMETERS = ["exports", "module", "__dirname", "__filename", ...SCOPE];

/** Names that a handler's module may have, as Lambda's runtime looks for them. */
const EXTENSIONS = [".js", ".cjs"];

/** Shorter code is compiled faster than it is read. */
const WORTH_KEEPING = 50_000;

/** The file of a handler's module in the folder of a function; undefined when there is none. */
export function moduleFile(folder: string, module: string): string | undefined {
  const candidates = EXTENSIONS.map((extension) => join(folder, `${module}${extension}`));
  return candidates.find((each) => existsSync(each));
}

const idOf = (code: string) => createHash("sha256").update(code).digest("hex");

function compiled(file: string, code: string): Bundle {
  const source = `(function(${PARAMETERS.join()}){${code}\n})`;
  // Compiled code is good for one version of V8 with its flags.
  const kept = cachedFile(`${idOf(code)}.${cachedDataVersionTag()}`);
  const known = code.length > WORTH_KEEPING && existsSync(kept);
  const script = new Script(source, {
    filename: file,
    ...(known && { cachedData: readFileSync(kept) }),
  });
  let isKept = code.length <= WORTH_KEEPING || (known && script.cachedDataRejected !== true);
  return {
    program: script.runInThisContext() as Program,
    hasRun() {
      if (!isKept) keep(kept, script.createCachedData());
      isKept = true;
    },
  };
}

const bundles = new Map<string, { readonly version: string; readonly bundle: Bundle }>();

/** Compiles a module once for as long as its file stays the same. Errors: SyntaxError. */
export function bundleOf(file: string): Bundle {
  const { mtimeMs, size } = statSync(file);
  const version = `${mtimeMs}/${size}`;
  const known = bundles.get(file);
  if (known?.version === version) return known.bundle;
  const bundle = compiled(file, readFileSync(file, "utf8"));
  bundles.set(file, { version, bundle });
  return bundle;
}
