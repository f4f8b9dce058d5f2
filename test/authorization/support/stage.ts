import { synthesized } from "../../../local/cloud/assembly.ts";
import { localConfiguration } from "../../../local/cloud/configuration.ts";
import { type LocalCloud, startCloud } from "../../../local/cloud/start.ts";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { changeSettings } from "../../../local/services/organizations/settings.ts";
import { type EditablePlan, planFaults } from "../../../local/wire/faults.ts";
import example from "../../../mayfly.config.example.ts";
import { dealings, type TestCloud } from "../../support/cloud.ts";
import { useEmptyHandedEngine } from "../../support/engine.ts";
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

/** Enough for all runs together. */
const ACCOUNT_QUOTA = 50;

const START = Date.UTC(2026, 11, 1, 9);

/** Opens a stage. Whoever opens it closes it. */
export async function openStage(): Promise<Stage> {
  const organization = { ...example.organization, accountQuota: ACCOUNT_QUOTA };
  const { configuration, engine } = await localConfiguration({ organization });
  const assembly = await synthesized(configuration);
  const recording = new Recording();
  const calls = planFaults();
  const kills = new Kills();
  const cloud = await startCloud({
    ...{ clock: new VirtualClock(START), configuration, engine, assembly },
    ...{ calls, invocations: kills, decided: recording.watch },
  });
  changeSettings(cloud.world, { accountLimit: ACCOUNT_QUOTA });
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
