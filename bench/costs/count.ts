import { readFileSync } from "node:fs";
import { join } from "node:path";
import { METRICS } from "../../functions/sweep/measure.ts";
import { synthesized } from "../../local/cloud/assembly.ts";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { startCloud } from "../../local/cloud/start.ts";
import { VirtualClock } from "../../local/kernel/clocks/virtual-clock.ts";
import type { Happening } from "../../local/kernel/trace.ts";
import type { Counts } from "./prices.ts";

const START = Date.UTC(2026, 11, 1, 9);
const DAY = 86_400_000;
const MONTH = 30;

/** What a call of a function takes: virtual time does not tell, and most of it is waiting for AWS. */
const SECONDS_A_CALL = 0.5;
const GIGABYTES = 0.5;

/** Counts what is paid for while it happens. */
function counter() {
  const counts = { transitions: 0, invocations: 0, tableRequests: 0, buildMinutes: 0 };
  let buildSince = 0;
  const watch = (happening: Happening): void => {
    if (happening.kind === "invocation") counts.invocations += 1;
    else if (happening.kind === "call" && happening.service === "dynamodb")
      counts.tableRequests += 1;
    else if (happening.kind === "state") {
      if (happening.event === "entered" || happening.event === "retried") counts.transitions += 1;
      if (happening.state !== "Nuke account") return;
      if (happening.event === "entered") buildSince = happening.at;
      else counts.buildMinutes += Math.ceil((happening.at - buildSince) / 60_000);
    }
  };
  return { counts, watch };
}

const inGigabyteSeconds = (counts: ReturnType<typeof counter>["counts"]) => ({
  ...counts,
  gigabyteSeconds: counts.invocations * SECONDS_A_CALL * GIGABYTES,
});

/** One lease of two days from request to closed account, without the sweeps of that time; and an idle month. */
export async function counted(): Promise<{ readonly lease: Counts; readonly month: Counts }> {
  const { configuration, engine } = await localConfiguration();
  const assembly = await synthesized(configuration);
  const clock = new VirtualClock(START);
  const cloud = await startCloud({ clock, configuration, engine, assembly });
  let watching = counter();
  let isClosed = false;
  cloud.world.trace.watch((happening) => {
    watching.watch(happening);
    if (happening.kind === "event" && happening.detailType === "AccountClosed") isClosed = true;
  });
  await clock.run({ until: clock.now() + DAY });
  const day = watching.counts;
  watching = counter();
  const start = clock.now();
  const body = { template: "sandbox", duration: "P2D", purpose: "To be counted" };
  const { status } = await cloud.as("developer")("POST /v1/leases", body);
  if (status !== 202) throw new Error(`The request was answered with ${status}.`);
  await clock.run({ until: start + 10 * DAY, done: () => isClosed });
  const days = (clock.now() - start) / DAY;
  await cloud.close();
  const lease = Object.fromEntries(
    Object.entries(watching.counts).map(([name, count]) => [
      name,
      Math.max(0, Math.round(count - days * day[name as keyof typeof day])),
    ]),
  ) as typeof day;
  const month = Object.fromEntries(
    Object.entries(day).map(([name, count]) => [name, count * MONTH]),
  ) as typeof day;
  return {
    lease: inGigabyteSeconds(lease),
    month: { ...inGigabyteSeconds(month), ...standing(assembly) },
  };
}

/** What is paid for by the month, whatever happens. */
function standing(assembly: string): Counts {
  const text = readFileSync(join(assembly, "Vending.template.json"), "utf8");
  const of = (type: string) => text.split(`"Type": "${type}"`).length - 1;
  return {
    alarms: of("AWS::CloudWatch::Alarm"),
    dashboards: of("AWS::CloudWatch::Dashboard"),
    metrics: Object.keys(METRICS).length,
  };
}
