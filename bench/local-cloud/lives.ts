import type { DomainEvent } from "../../domain/events.ts";
import { synthesized } from "../../local/cloud/assembly.ts";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { startCloud } from "../../local/cloud/start.ts";
import { VirtualClock } from "../../local/kernel/clocks/virtual-clock.ts";
import { changeSettings } from "../../local/services/organizations/settings.ts";
import { type PlannedFault, planFaults } from "../../local/wire/faults.ts";
import example from "../../mayfly.config.example.ts";
import { dealings } from "../../test/support/cloud.ts";

/** Seconds of the machine that something took. */
export interface Lasted {
  readonly name: string;
  readonly seconds: readonly number[];
}

const START = Date.UTC(2026, 11, 1, 9);
const ACCOUNTS = 100;

async function aCloud(changes: { sweep?: { every: string } } = {}, ...faults: PlannedFault[]) {
  const organization = { ...example.organization, accountQuota: ACCOUNTS };
  const { configuration, engine } = await localConfiguration({ organization, ...changes });
  const assembly = await synthesized(configuration);
  const calls = planFaults(faults);
  const clock = new VirtualClock(START);
  const cloud = await startCloud({ clock, configuration, engine, assembly, calls });
  changeSettings(cloud.world, { accountLimit: ACCOUNTS });
  return { ...cloud, ...dealings(cloud) };
}

type Cloud = Awaited<ReturnType<typeof aCloud>>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}

/** One life after the other: an account for an hour, until this has happened to it. The first one warms up. */
async function lives(cloud: Cloud, count: number, last: DomainEvent["type"]) {
  const seconds: number[] = [];
  for (let life = 0; life <= count; life += 1) {
    const lasted = await timed(async () => {
      const leaseId = await cloud.request({ template: "sandbox", duration: "PT1H" });
      await cloud.until(last, { leaseId });
    });
    if (life > 0) seconds.push(lasted);
  }
  return seconds;
}

/** From the request until the account is closed, nuked by the real program and the stand-in for aws-nuke. */
export async function wholeLives(count: number): Promise<Lasted> {
  const cloud = await aCloud();
  const seconds = await lives(cloud, count, "AccountClosed");
  await cloud.close();
  return { name: "a lease of an hour, until its account is closed", seconds };
}

/** From the request until the owner is shut out: no nuke begins. */
export async function livesWithoutNuke(count: number): Promise<Lasted> {
  const noBuild = { service: "codebuild", operation: "StartBuild", fault: "throttle" } as const;
  const cloud = await aCloud({}, noBuild);
  const seconds = await lives(cloud, count, "LeaseEnded");
  await cloud.close();
  return { name: "a lease of an hour, until its owner is shut out", seconds };
}

/** A month with its three warnings and a sweep as often as is said. */
export async function aMonth(every: string): Promise<Lasted> {
  const cloud = await aCloud({ sweep: { every } });
  const leaseId = await cloud.request({ template: "sandbox", duration: "P30D" });
  await cloud.until("LeaseActivated", { leaseId });
  const { clock } = cloud.world;
  const isOver = () => cloud.events.some(({ type }) => type === "LeaseEnding");
  const seconds = await timed(() => clock.run({ until: clock.now() + 31 * DAY, done: isOver }));
  const warnings = cloud.events.filter(({ type }) => type === "LeaseExpiring").length;
  await cloud.close();
  return {
    name: `a lease of 30 days from active to ending, ${warnings} warnings, a sweep every ${every}`,
    seconds: [seconds],
  };
}

const DAY = 86_400_000;
