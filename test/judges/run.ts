import { existsSync, globSync } from "node:fs";
import { basename, join } from "node:path";

/** Runs one judge by its name: `npm run judge -- moto`. */
const FOLDER = import.meta.dirname;
const judges = globSync("*.ts", { cwd: FOLDER })
  .map((file) => basename(file, ".ts"))
  .filter((name) => name !== "run")
  .toSorted();

const [, , name = ""] = process.argv;
if (!judges.includes(name) || !existsSync(join(FOLDER, `${name}.ts`))) {
  console.error(`Usage: npm run judge -- <name>\nThere are ${judges.join(", ")}.`);
  process.exit(2);
}
// What follows the name is the judge's own.
process.argv.splice(2, 1);
await import(join(FOLDER, `${name}.ts`));
