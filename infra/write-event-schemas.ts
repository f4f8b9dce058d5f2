import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventDocuments } from "../functions/shared/event-schemas/events.ts";

/** Writes docs/events anew: `npx node infra/write-event-schemas.ts`. */
const folder = join(import.meta.dirname, "../docs/events");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, document] of Object.entries(eventDocuments()))
  writeFileSync(join(folder, name), `${JSON.stringify(document, null, 2)}\n`);
