import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openApi } from "./openapi/document.ts";

/** Writes docs/openapi.json anew. */
writeFileSync(
  join(import.meta.dirname, "..", "openapi.json"),
  `${JSON.stringify(openApi(), null, 2)}\n`,
);
