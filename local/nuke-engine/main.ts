import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { clientsFor } from "./clients.ts";
import { parseCommandLine } from "./command-line.ts";
import { parseConfiguration } from "./configuration.ts";
import { kindsOf } from "./kinds.ts";
import { runEngine } from "./run.ts";

async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2), process.env);
  const configuration = parseConfiguration(readFileSync(options.config, "utf8"));
  await runEngine(options, configuration, {
    clientsFor,
    kindsOf,
    sleep: (milliseconds) => setTimeout(milliseconds),
    print: (line) => process.stdout.write(`${line}\n`),
  });
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  const time = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  process.stdout.write(`time="${time}" level=fatal msg=${JSON.stringify(reason)}\n`);
  process.exitCode = 1;
});
