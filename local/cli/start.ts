import { command } from "./common/command.ts";
import { startOptions, USAGE } from "./start/options.ts";

await command(USAGE, async () => {
  const options = startOptions(process.argv.slice(2));
  // What it runs takes a while to load, and is not needed to refuse a command line.
  const { run } = await import("./start/run.ts");
  return await run(options);
});
