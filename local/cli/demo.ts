import { parseArgs } from "node:util";
import { synthesized } from "../cloud/assembly.ts";
import { localConfiguration } from "../cloud/configuration.ts";
import { startCloud } from "../cloud/start.ts";
import { styled } from "../demo/format.ts";
import { Narrator } from "../demo/narrator.ts";
import { tellStory } from "../demo/story.ts";
import { VirtualClock } from "../kernel/clocks/virtual-clock.ts";

const HELP = `Usage: npm run demo [-- --seed N]

Tells the whole life of one account in virtual time: requested, created, handed over, used, expired,
quarantined, nuked and closed. Exit code 0 only when the account is closed and nothing is left.

  --seed N   everything that chance decides follows from it; 1 when absent
  --help     this text`;

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, help: { type: "boolean", default: false } },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const say = (line: string) => console.log(line);
const startedAt = performance.now();
say(styled("bold", "Mayfly: the life of one disposable AWS account, on this machine"));

const { configuration, engine } = await localConfiguration();
const assembly = await synthesized(configuration);
// A Tuesday morning: nothing depends on it, and every run tells the same.
const clock = new VirtualClock(Date.UTC(2026, 11, 1, 9));
const cloud = await startCloud({
  clock,
  configuration,
  engine,
  assembly,
  seed: Number(values.seed),
});
const seconds = () => ((performance.now() - startedAt) / 1_000).toFixed(1);
say(
  `Two synthesized stacks with ${cloud.resources} resources are deployed at ${cloud.url} (${seconds()} s).\n`,
);

const narrator = new Narrator(say);
cloud.world.trace.watch(narrator.watch);
let flaws: readonly string[] = [];
try {
  flaws = await tellStory(cloud, narrator, say);
} finally {
  await cloud.close();
}
for (const flaw of flaws) console.error(styled("red", `✗ ${flaw}`));
if (flaws.length === 0)
  say(
    styled("green", `\n✓ The account is closed and nothing is left. ${seconds()} s of wall time.`),
  );
process.exitCode = flaws.length === 0 ? 0 : 1;
