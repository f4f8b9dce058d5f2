import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { counted } from "./costs/count.ts";
import { costsPage } from "./costs/page.ts";

/** Writes docs/costs.md anew. */
writeFileSync(join(import.meta.dirname, "..", "docs", "costs.md"), costsPage(await counted()));
