import { synthesized } from "../../cloud/assembly.ts";
import { localConfiguration } from "../../cloud/configuration.ts";
import { startCloud } from "../../cloud/start.ts";
import { controlClient } from "../../control/client.ts";
import { styled } from "../../demo/format.ts";
import { RunningClock } from "../../kernel/clocks/running-clock.ts";
import type { About } from "../common/about.ts";
import { FAILED } from "../common/command.ts";
import { type Invoked, invoke, type Place } from "./invoke.ts";
import type { InvokeOptions } from "./options.ts";

/** Runs a function and prints what comes of it: the answer for programs, the rest for people. */
export async function run({ name, event, url }: InvokeOptions): Promise<number> {
  const inPlace = url === undefined ? withNewCloud : (work: Work) => withCloudAt(url, work);
  return await inPlace(async (place, prefix) =>
    told(await invoke(place, `${prefix}-${name}`, event)),
  );
}

type Work = (place: Place, prefix: string) => Promise<number>;

async function withNewCloud(work: Work): Promise<number> {
  const { configuration, engine } = await localConfiguration();
  const assembly = await synthesized(configuration);
  const clock = new RunningClock();
  const cloud = await startCloud({ clock, configuration, engine, assembly });
  const { url, people } = cloud;
  const { region, prefix } = configuration;
  try {
    const place = { url, region, credentials: people.administrator, now: clock.now() };
    return await work(place, prefix);
  } finally {
    clock.stop();
    await cloud.close();
  }
}

async function withCloudAt(url: string, work: Work): Promise<number> {
  const about = await controlClient(url)<About>("GET /_local/cloud");
  const { region, people, prefix, time } = about;
  const now = Date.parse(time);
  return await work({ url, region, credentials: people.administrator, now }, prefix);
}

function told({ hasFailed, payload, log, tookMs }: Invoked): number {
  console.log(payload === "" ? "" : JSON.stringify(JSON.parse(payload), null, 2));
  for (const line of log) console.error(styled("dim", line));
  console.error(`${hasFailed ? styled("red", "failed") : "answered"} after ${tookMs} ms`);
  return hasFailed ? FAILED : 0;
}
