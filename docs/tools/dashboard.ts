import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { synthesized } from "../../local/cloud/assembly.ts";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { widgetsIn } from "./dashboard/body.ts";
import { drawn } from "./dashboard/svg.ts";

/** Draws the dashboard that is deployed, with simulated data, into docs/pictures/dashboard.svg. */
const { configuration } = await localConfiguration();
const folder = await synthesized(configuration);
const picture = drawn(widgetsIn(join(String(folder), "Vending.template.json")));
writeFileSync(join(import.meta.dirname, "..", "pictures", "dashboard.svg"), picture);
