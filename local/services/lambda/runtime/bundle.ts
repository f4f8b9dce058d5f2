import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { SCOPE } from "./scope.ts";
import { translatedOnce } from "./translation.ts";

/** The code of a function, ready to be run in any number of environments. */
export type Program = (
  exports: object,
  module: { exports: object },
  dirname: string,
  filename: string,
  ...scope: unknown[]
) => void;

const PARAMETERS = ["exports", "module", "__dirname", "__filename", ...SCOPE];

/** Names that a handler's module may have, as Lambda's runtime looks for them. */
const EXTENSIONS = [".js", ".mjs", ".cjs"];

/** The file of a handler's module in the folder of a function; undefined when there is none. */
export function moduleFile(folder: string, module: string): string | undefined {
  const candidates = EXTENSIONS.map((extension) => join(folder, `${module}${extension}`));
  return candidates.find((each) => existsSync(each));
}

const programs = new Map<string, { readonly version: string; readonly program: Program }>();

/** Loads the program of a module once for as long as its file stays the same. */
export function programOf(file: string): Program {
  const { mtimeMs, size } = statSync(file);
  const version = `${mtimeMs}/${size}`;
  const known = programs.get(file);
  if (known?.version === version) return known.program;
  const code = translatedOnce(readFileSync(file, "utf8"));
  const program = compileFunction(code, PARAMETERS, { filename: file }) as Program;
  programs.set(file, { version, program });
  return program;
}
