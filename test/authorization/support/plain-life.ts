import { synthesized } from "../../../local/cloud/assembly.ts";
import { localConfiguration } from "../../../local/cloud/configuration.ts";
import { type LocalCloud, startCloud } from "../../../local/cloud/start.ts";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { dealings, HOUR, type TestCloud } from "../../support/cloud.ts";
import { useEmptyHandedEngine } from "../../support/engine.ts";
import { accountsIn, leasesIn } from "../../support/ledger.ts";
import { type ChangeableTemplate, withChangedAssembly } from "./changed-assembly.ts";
import { policiesIn, type RolePolicy } from "./policies.ts";
import { Recording } from "./recording.ts";

const START = Date.UTC(2026, 11, 1, 9);

/** Longer than a lease of an hour takes from its request until its account is closed. */
const LONGEST = 8 * HOUR;

/** How the life of a lease and its account ended, and what was asked for on the way. */
export interface Lived {
  readonly ending: string;
  readonly recording: Recording;
  /** What roles may do; none when it could not be deployed. */
  readonly roles: readonly RolePolicy[];
}

/** Deploys, asks for an account for an hour, and waits until it is closed or a person is called. */
export async function livePlainly(change: (template: ChangeableTemplate) => void): Promise<Lived> {
  const { configuration, engine } = await localConfiguration();
  const recording = new Recording();
  const options = { clock: new VirtualClock(START), configuration, engine };
  const assembly = await synthesized(configuration);
  let started: LocalCloud<VirtualClock>;
  try {
    started = await withChangedAssembly(assembly, change, (folder) =>
      startCloud({ ...options, assembly: folder, decided: recording.watch }),
    );
  } catch (error) {
    return { ending: `not deployed: ${(error as Error).message}`, recording, roles: [] };
  }
  const cloud = { ...started, ...dealings(started) };
  try {
    const roles = policiesIn(cloud, assembly);
    return { ending: await life(cloud), recording, roles };
  } finally {
    await cloud.close();
  }
}

const LAST = ["LeaseFailed", "AccountNeedsAttention", "AccountClosed"];

async function life(cloud: TestCloud): Promise<string> {
  await useEmptyHandedEngine(cloud);
  const body = { template: "sandbox", duration: "PT1H", purpose: "a plain life" };
  const { status } = await cloud.as("developer")("POST /v1/leases", body);
  if (status !== 202) return `not accepted: ${status}`;
  const { clock } = cloud.world;
  const isOver = () => cloud.events.some(({ type }) => LAST.includes(type));
  await clock.run({ until: clock.now() + LONGEST, done: isOver });
  return await endingOf(cloud);
}

async function endingOf(cloud: TestCloud): Promise<string> {
  const [lease] = await leasesIn(cloud);
  const [account] = await accountsIn(cloud);
  const causes = [lease, account].flatMap((each) =>
    each && "cause" in each ? `${each.cause.error}: ${each.cause.message}` : [],
  );
  return [lease?.status, account?.status, ...causes].join(", ");
}
