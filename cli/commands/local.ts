import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommandFailure, EXIT } from "../failure.ts";
import type { Commands } from "../session.ts";
import type { Surroundings } from "../surroundings.ts";

/** The local cloud's own commands, by the names that they have here. */
const SCRIPTS: Readonly<Record<string, string>> = {
  start: "start.ts",
  demo: "demo.ts",
  invoke: "invoke.ts",
};

/** `mayfly local …` as it shows in the help; its words are passed on before they are looked at. */
export const localCommand: Commands = (program) => {
  program
    .command("local [args...]")
    .description(
      "the local cloud of a checkout: start, demo, invoke, and what `npm run local` knows",
    )
    .allowUnknownOption();
};

/** Passes on to the local cloud, which tells by itself what is wrong. Answers its exit code. */
export async function passOn(args: readonly string[], world: Surroundings): Promise<number> {
  const [name = "", ...rest] = args;
  const script = SCRIPTS[name];
  const [file, others] = script === undefined ? ["local.ts", args] : [script, rest];
  return await world.run(process.execPath, [scriptNamed(file), ...others]);
}

function scriptNamed(file: string): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const path = join(folder, "local", "cli", file);
    // Node does not strip types in there, and a package does not have the local cloud.
    if (existsSync(path) && !path.includes("/node_modules/")) return path;
    if (folder === dirname(folder))
      throw new CommandFailure(
        EXIT.failed,
        "The local cloud is not part of the installed command.",
        "It runs from a checkout of the repository: npm ci && npm start",
      );
  }
}
