import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "pid";

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The process that holds a folder, if it still runs. One of our own number is of an earlier life. */
function holderOf(path: string): number | undefined {
  const holder = Number(readFileSync(path, "utf8"));
  const isOther = Number.isInteger(holder) && holder > 0 && holder !== process.pid;
  return isOther && isAlive(holder) ? holder : undefined;
}

/**
 * Takes a folder for this process, so that no second one writes into it; the returned function gives
 * it back. What a killed process left does not count. Throws when another process has it.
 */
export function lock(folder: string): () => void {
  const path = join(folder, FILE);
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = holderOf(path);
    if (holder !== undefined)
      throw new Error(
        `The state folder ${folder} is in use by process ${holder}. Stop that one, or choose another folder. If it is no local cloud, delete ${path}.`,
      );
    writeFileSync(path, String(process.pid));
  }
  return () => rmSync(path, { force: true });
}
