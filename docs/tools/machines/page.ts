import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { drawn } from "./draw.ts";

const FOLDER = join(import.meta.dirname, "../../../statemachines");

/** The page with a drawing of each state machine. */
export function machinesPage(): string {
  const sections = globSync("*.asl.json", { cwd: FOLDER })
    .toSorted()
    .map((file) => {
      const { comment, mermaid } = drawn(readFileSync(join(FOLDER, file), "utf8"));
      return `## ${basename(file, ".asl.json")}\n\n${comment}\n\n\`\`\`mermaid\n${mermaid}\n\`\`\``;
    });
  return [
    "# State machines",
    "Drawn from `statemachines/*.asl.json` by `npm run docs`. Dotted arrows are failures that are caught; retries are not drawn.",
    ...sections,
    "",
  ].join("\n\n");
}
