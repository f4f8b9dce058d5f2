import { command } from "./common/command.ts";
import { invokeOptions, USAGE } from "./invoke/options.ts";

await command(USAGE, async () => {
  const options = invokeOptions(process.argv.slice(2));
  const { run } = await import("./invoke/run.ts");
  return await run(options);
});
