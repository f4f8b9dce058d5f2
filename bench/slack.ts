import { statSync } from "node:fs";
import { join } from "node:path";
import { synthesized } from "../local/cloud/assembly.ts";
import { withLocalSlack } from "../local/cloud/configuration.ts";
import { startCloud } from "../local/cloud/start.ts";
import { VirtualClock } from "../local/kernel/clocks/virtual-clock.ts";
import { handOf } from "../local/slack/hand.ts";

/** `npx node bench/slack.ts`: how long Slack waits for the first answer to a command, cold start included. */
const REQUESTS = 100;
const GOAL = 300;

const { configuration, engine } = await withLocalSlack();
const assembly = await synthesized(configuration);
const clock = new VirtualClock(Date.UTC(2026, 11, 1, 9));
const cloud = await startCloud({ clock, configuration, engine, assembly, regions: ["eu-west-1"] });
const hand = handOf(cloud, "developer");

const times: number[] = [];
for (let count = 0; count < REQUESTS; count += 1) {
  const before = performance.now();
  const { status } = await hand.write("/mayfly help");
  times.push(performance.now() - before);
  if (status !== 200) throw new Error(`The answer was ${status}.`);
}
await cloud.close();

const [cold = 0] = times;
const inOrder = times.toSorted((one, other) => one - other);
const at = (share: number) => Math.round(inOrder[Math.ceil(REQUESTS * share) - 1] ?? 0);
const size = (name: string) =>
  Math.round(statSync(join(assembly, "bundles", name, "index.js")).size / 1024);

console.log(
  `first answer  cold ${Math.round(cold)} ms, median ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`,
);
for (const name of ["slack-receive", "slack-work", "slack-tell"])
  console.log(`${name.padEnd(13)} ${size(name)} KiB`);
if (at(1) >= GOAL) throw new Error(`The goal is under ${GOAL} ms.`);
