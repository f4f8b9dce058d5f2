import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { machinesPage } from "./machines/page.ts";

/** Writes docs/state-machines.md anew. */
writeFileSync(join(import.meta.dirname, "..", "state-machines.md"), machinesPage());
