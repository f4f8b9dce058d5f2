import { synthesized } from "../../cloud/assembly.ts";
import { withEveryChannel } from "../../cloud/configuration.ts";
import { type LocalCloud, startCloud } from "../../cloud/start.ts";
import { faultDesk } from "../../control/faults.ts";
import { controlRoute } from "../../control/route.ts";
import { styled } from "../../demo/format.ts";
import { Narrator } from "../../demo/narrator.ts";
import { RunningClock } from "../../kernel/clocks/running-clock.ts";
import { mailPage } from "../../mail/page.ts";
import { slackPage } from "../../slack/page.ts";
import { openStateFolder, type StateFolder } from "../../state/state-folder.ts";
import { greeting } from "./greeting.ts";
import type { StartOptions } from "./options.ts";
import { untilStopped } from "./until-stopped.ts";
import { watchAll } from "./visitors.ts";

const say = (line: string) => console.log(line);

/** Runs the cloud until it is stopped. Answers the exit code. */
export async function run(options: StartOptions): Promise<number> {
  say(styled("dim", "The stacks are synthesized, unless nothing has changed, and deployed …"));
  const { configuration, engine } = await withEveryChannel();
  const assembly = await synthesized(configuration);
  const state = options.state === undefined ? undefined : openStateFolder(options.state);
  try {
    const clock = clockFor(options, state);
    const faults = faultDesk();
    const cloud = await startCloud({
      ...{ clock, configuration, engine, assembly, port: options.port, calls: faults },
      routes: (served) => [
        controlRoute({ ...served, faults, configuration }),
        slackPage(served.world),
        mailPage(served.world),
      ],
      // The same seed would make the same identifiers again.
      seed: options.seed + (state?.openings ?? 1) - 1,
      ...(state && { storage: state.storage }),
    });
    say(greeting(cloud, options));
    tell(cloud);
    const code = await untilStopped();
    clock.stop();
    await cloud.close();
    return code;
  } finally {
    state?.close();
  }
}

/** The cloud's time goes on from where it was, or from the present where that is later. */
function clockFor({ speed }: StartOptions, state?: StateFolder): RunningClock {
  const start = Math.max(Date.now(), state?.time ?? 0);
  return new RunningClock({ start, speed, ...(state && { vouch: state.keepTime }) });
}

/** Calls named in a line: what a nuke calls would fill the screen. */
const MOST_CALLS = 4;

function tell({ world, people }: LocalCloud<RunningClock>): void {
  world.trace.watch(watchAll(people, new Narrator(say, { mostCalls: MOST_CALLS })));
}
