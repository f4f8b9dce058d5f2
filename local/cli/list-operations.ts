import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../cloud/cache.ts";
import { emulated, withEmulated } from "./list-operations/emulated.ts";

const DOCUMENT = join(ROOT, "docs/local-cloud.md");

/** Prints what is emulated, or with `--write` puts it into docs/local-cloud.md. */
if (process.argv.includes("--write"))
  writeFileSync(DOCUMENT, withEmulated(readFileSync(DOCUMENT, "utf8")));
else console.log(emulated());
