import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

const CACHE = join(ROOT, "node_modules/.cache/mayfly");

/** What something is made from: changed sources give another one. */
export interface Ingredients {
  readonly name: string;
  /** Patterns of files, from the project's root. */
  readonly sources: readonly string[];
  readonly also?: string;
}

function fingerprint({ sources, also = "" }: Ingredients): string {
  const hash = createHash("sha256").update(also);
  for (const file of sources.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).toSorted())
    hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest("hex").slice(0, 16);
}

/** What nobody has asked for in this time is forgotten: each change of a source leaves an assembly behind. */
const KEPT_MS = 12 * 60 * 60 * 1000;

function used(path: string): string {
  const now = new Date();
  utimesSync(path, now, now);
  return path;
}

function forget(): void {
  if (!existsSync(CACHE)) return;
  const oldest = Date.now() - KEPT_MS;
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name);
    const usedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? oldest;
    if (usedAt < oldest) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * Answers the file or folder that was made from these ingredients, and makes it when there is none. It is
 * made aside and moved at the end, because somebody else may be making the same.
 */
export async function cached(
  ingredients: Ingredients,
  make: (draft: string) => Promise<void>,
): Promise<string> {
  const path = join(CACHE, `${ingredients.name}-${fingerprint(ingredients)}`);
  if (existsSync(path)) return used(path);
  forget();
  const draft = `${path}.${process.pid}`;
  await make(draft);
  try {
    renameSync(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
    rmSync(draft, { recursive: true });
  }
  return path;
}
