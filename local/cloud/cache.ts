import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync } from "node:fs";
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

/**
 * Answers the file or folder that was made from these ingredients, and makes it when there is none. It is
 * made aside and moved at the end, because somebody else may be making the same.
 */
export async function cached(
  ingredients: Ingredients,
  make: (draft: string) => Promise<void>,
): Promise<string> {
  const path = join(CACHE, `${ingredients.name}-${fingerprint(ingredients)}`);
  if (existsSync(path)) return path;
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
