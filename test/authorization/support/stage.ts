import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Configuration } from "../../../infra/configuration.ts";
import { synthesized } from "../../../local/cloud/assembly.ts";
import { localConfiguration } from "../../../local/cloud/configuration.ts";
import { type LocalCloud, startCloud } from "../../../local/cloud/start.ts";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { changeSettings } from "../../../local/services/organizations/settings.ts";
import { type EditablePlan, planFaults } from "../../../local/wire/faults.ts";
import { dealings, type TestCloud } from "../../support/cloud.ts";
import { useEmptyHandedEngine } from "../../support/engine.ts";
import { changeAssembly } from "./changed-assembly.ts";
import { Kills } from "./kills.ts";
import { Recording } from "./recording.ts";

/** A cloud that notes every permission that is asked for, and whose failures can be ordered. */
export interface Stage extends TestCloud {
  readonly recording: Recording;
  /** Folder with the templates that are deployed. */
  readonly assembly: string;
  readonly calls: EditablePlan;
  readonly kills: Kills;
  /** Does this as soon as an execution comes to a state, and some seconds later. */
  whenAt(state: string, seconds: number, deed: () => Promise<void>): void;
}

/** The management account and the one that Mayfly runs in. */
const FIRST_ACCOUNTS = 2;

const START = Date.UTC(2026, 11, 1, 9);

/** How many accounts there may be beside the first two, and how many wait in the pool. */
export interface Supply {
  readonly slots: number;
  readonly pool: number;
}

/** Deploys what is synthesized already, and gives its functions other numbers. */
async function withSupply(configuration: Configuration, { slots, pool }: Supply): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "assembly-"));
  changeAssembly(await synthesized(configuration), folder, ({ Resources }) => {
    for (const { Type, Properties } of Object.values(Resources)) {
      if (Type !== "AWS::Lambda::Function") continue;
      const { Variables } = Properties["Environment"] as { Variables: Record<string, unknown> };
      if ("ACCOUNT_SLOTS" in Variables) Variables["ACCOUNT_SLOTS"] = String(slots);
      if ("POOL_SIZE" in Variables) Variables["POOL_SIZE"] = String(pool);
    }
  });
  return folder;
}

/** Opens a stage. Whoever opens it closes it. */
export async function openStage(supply: Supply, recording = new Recording()): Promise<Stage> {
  const { configuration, engine } = await localConfiguration();
  const assembly = await withSupply(configuration, supply);
  const calls = planFaults();
  const kills = new Kills();
  const cloud = await startCloud({
    ...{ clock: new VirtualClock(START), configuration, engine, assembly },
    ...{ calls, invocations: kills, decided: recording.watch },
  });
  changeSettings(cloud.world, { accountLimit: supply.slots + FIRST_ACCOUNTS });
  const stage = { ...cloud, ...dealings(cloud), assembly, recording, calls, kills };
  await useEmptyHandedEngine(stage);
  return { ...stage, whenAt: (...when) => whenAt(cloud, ...when) };
}

function whenAt(
  { world: { clock, trace } }: LocalCloud<VirtualClock>,
  ...[state, seconds, deed]: Parameters<Stage["whenAt"]>
): void {
  const forget = trace.watch((happening) => {
    if (happening.kind !== "state" || happening.state !== state || happening.event !== "entered")
      return;
    forget();
    clock.at(clock.now() + seconds * 1000, `when at ${state}`, deed);
  });
}
