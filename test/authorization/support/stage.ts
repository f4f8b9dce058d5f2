import { synthesized } from "../../../local/cloud/assembly.ts";
import { localConfiguration, withLocalSlack } from "../../../local/cloud/configuration.ts";
import { type LocalCloud, startCloud } from "../../../local/cloud/start.ts";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { changeSettings } from "../../../local/services/organizations/settings.ts";
import { type EditablePlan, planFaults } from "../../../local/wire/faults.ts";
import example from "../../../mayfly.config.example.ts";
import { dealings, type TestCloud } from "../../support/cloud.ts";
import { useEmptyHandedEngine } from "../../support/engine.ts";
import { type ChangeableTemplate, withChangedAssembly } from "./changed-assembly.ts";
import { Kills } from "./kills.ts";
import { Recording } from "./recording.ts";

/** A cloud that notes every permission that is asked for, and whose failures can be ordered. */
export interface Stage extends TestCloud {
  readonly recording: Recording;
  /** Folder with the templates that are deployed, but for the numbers of the supply. */
  readonly assembly: string;
  readonly calls: EditablePlan;
  readonly kills: Kills;
  /** Does this as soon as an execution comes to a state, and some seconds later. */
  whenAt(state: string, seconds: number, deed: () => Promise<void>): void;
}

/** The management account and the one that Mayfly runs in. */
const FIRST_ACCOUNTS = 2;

const FREEZING: { alerts: number[]; atLimit: "freeze" } = { alerts: [0.5], atLimit: "freeze" };

const START = Date.UTC(2026, 11, 1, 9);

/** An account whose budget was used up goes back into the pool. */
const templates = example.templates.map((template) =>
  template.name === "workshop" ? { ...template, spend: FREEZING } : template,
);

/** How many accounts there may be beside the first two, and how many wait in the pool. */
export interface Supply {
  readonly slots: number;
  readonly pool: number;
  /** Whether Mayfly is in Slack. */
  readonly talks?: boolean;
}

/** Gives the functions of a template other numbers. */
const supplying =
  ({ slots, pool }: Supply) =>
  ({ Resources }: ChangeableTemplate): void => {
    for (const { Type, Properties } of Object.values(Resources)) {
      if (Type !== "AWS::Lambda::Function") continue;
      const { Variables } = Properties["Environment"] as { Variables: Record<string, unknown> };
      if ("ACCOUNT_SLOTS" in Variables) Variables["ACCOUNT_SLOTS"] = String(slots);
      if ("POOL_SIZE" in Variables) Variables["POOL_SIZE"] = String(pool);
    }
  };

/** Opens a stage. Whoever opens it closes it. */
export async function openStage(supply: Supply, recording = new Recording()): Promise<Stage> {
  const configured = supply.talks === true ? withLocalSlack : localConfiguration;
  const { configuration, engine } = await configured({ templates });
  const assembly = await synthesized(configuration);
  const calls = planFaults();
  const kills = new Kills();
  const options = {
    ...{ clock: new VirtualClock(START), configuration, engine },
    ...{ calls, invocations: kills, decided: recording.watch },
  };
  const cloud = await withChangedAssembly(assembly, supplying(supply), (folder) =>
    startCloud({ ...options, assembly: folder }),
  );
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
