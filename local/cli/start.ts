import { command } from "./common/command.ts";
import { startOptions, USAGE } from "./start/options.ts";
import { run } from "./start/run.ts";

await command(USAGE, () => run(startOptions(process.argv.slice(2))));
