import { execFile } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const CACHE = join(import.meta.dirname, "../../../node_modules/.cache");

const run = promisify(execFile);

/** A program of a release on PyPI, such as `moto_server` of `moto[server]` 5.2.5. */
export interface PythonProgram {
  readonly program: string;
  /** Name of the package, with extras. */
  readonly name: string;
  readonly version: string;
}

/**
 * The path of a program, which is installed into a virtual environment of its own, once. Throws when
 * Python or the package cannot be had.
 */
export async function pythonProgram({ program, name, version }: PythonProgram): Promise<string> {
  const folder = join(CACHE, `${program}-${version}`);
  const path = join(folder, "bin", program);
  if (existsSync(path)) return path;
  console.log(`installing ${name} ${version} …`);
  try {
    await run("python3", ["-m", "venv", folder]);
    await run(join(folder, "bin/pip"), ["install", "--quiet", `${name}==${version}`]);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return path;
}
