/**
 * Measures the local cloud: requests a second over the wire, and how long lives of leases take in virtual
 * time. `npx node bench/local-cloud.ts [requests] [lives] [month]` prints tables; what else the machine
 * does shows in them.
 */

import { availableParallelism, cpus, loadavg } from "node:os";
import { aMonth, type Lasted, livesWithoutNuke, wholeLives } from "./local-cloud/lives.ts";
import { type Served, servedRequests } from "./local-cloud/requests.ts";

const MILLISECONDS = 3_000;
const AT_ONCE = 8;
const LIVES = 5;

const row = (...cells: readonly string[]) => console.log(`| ${cells.join(" | ")} |`);

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

function tellServed({ name, latencies }: Served): void {
  const perSecond = latencies.length / (MILLISECONDS / 1000);
  const [median, slow] = [percentile(latencies, 0.5), percentile(latencies, 0.99)];
  row(name, perSecond.toFixed(0), median.toFixed(1), slow.toFixed(1));
}

function tellLasted({ name, seconds }: Lasted): void {
  const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length;
  row(name, mean.toFixed(2), (60 / mean).toFixed(1));
}

async function measureRequests(): Promise<void> {
  row(`${AT_ONCE} requests at once`, "a second", "median ms", "99 % within ms");
  row("---", "---:", "---:", "---:");
  for (const served of await servedRequests({ milliseconds: MILLISECONDS, atOnce: AT_ONCE }))
    tellServed(served);
  console.log();
}

async function measureLives(...measures: readonly (() => Promise<Lasted>)[]): Promise<void> {
  row("in virtual time", "seconds", "a minute");
  row("---", "---:", "---:");
  for (const measure of measures) tellLasted(await measure());
  console.log();
}

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  requests: measureRequests,
  lives: () =>
    measureLives(
      () => livesWithoutNuke(LIVES),
      () => wholeLives(LIVES),
    ),
  month: () =>
    measureLives(
      () => aMonth("PT6H"),
      () => aMonth("PT1H"),
      () => aMonth("PT15M"),
    ),
};

const [cpu] = cpus();
const load = loadavg().map((each) => each.toFixed(1));
console.log(
  `Node ${process.version}, ${availableParallelism()} × ${cpu?.model}, load before: ${load.join(" ")}\n`,
);
const [, , ...wanted] = process.argv;
for (const [name, measure] of Object.entries(PARTS))
  if (wanted.length === 0 || wanted.includes(name)) await measure();
