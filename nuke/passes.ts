import type { NukeReport } from "../domain/account/nuke-report.ts";
import { HOUR, MINUTE, plus, type Seconds } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { EngineOutcome } from "./engine-output.ts";
import { countEnds, foundBy, reasonsFor } from "./tally.ts";
import { unlistedFor } from "./unlisted.ts";

/** The two things that are done in an account, in turn. */
export interface Visits {
  readonly remove: () => Promise<EngineOutcome>;
  readonly look: () => Promise<EngineOutcome>;
}

interface Limits {
  readonly clock: Clock;
  readonly pause: (seconds: Seconds) => Promise<unknown>;
  readonly passes: number;
}

// The build is ended from outside after ten hours; a pass and the looks around it fit in between.
const LAST_PASS_AFTER: Seconds = 8 * HOUR;

/** What is freed slowly, such as network interfaces of functions, may be free after the next pause. */
const pauseAfter = (pass: number): Seconds => Math.min(2 * pass, 10) * MINUTE;

/** How often to look before what could not be listed counts as left. */
const LOOKS = 3;

/**
 * Looks until everything was listed that can be. A kind that could not be listed because AWS was busy may
 * hide anything, so that it counts as left; one that the account cannot use at all hides nothing.
 */
async function lookWell(limits: Limits, visits: Visits): Promise<EngineOutcome> {
  for (let looks = 1; ; looks += 1) {
    const outcome = await visits.look();
    const unlisted = unlistedFor(outcome);
    if (unlisted.length === 0) return outcome;
    if (looks === LOOKS) return { ...outcome, resources: [...outcome.resources, ...unlisted] };
    await limits.pause(MINUTE);
  }
}

/** Looks, and then deletes and looks again, until nothing is found or passes or time are used up. */
export async function goOver(
  limits: Limits,
  visits: Visits,
): Promise<Pick<NukeReport, "passes" | "counts" | "remaining" | "reasons" | "problems">> {
  const end = plus(limits.clock.now(), LAST_PASS_AFTER);
  const passes: EngineOutcome[] = [];
  let lastLook = await lookWell(limits, visits);
  while (foundBy(lastLook).length > 0 && passes.length < limits.passes) {
    if (passes.length > 0) await limits.pause(pauseAfter(passes.length));
    if (limits.clock.now() >= end) break;
    passes.push(await visits.remove());
    lastLook = await lookWell(limits, visits);
  }
  const remaining = foundBy(lastLook);
  return {
    passes: passes.length,
    counts: countEnds({ passes, lastLook }),
    remaining,
    reasons: { ...reasonsFor(remaining, passes.at(-1)), ...reasonsFor(remaining, lastLook) },
    problems: lastLook.problems.map(({ place = "engine", reason }) => `${place}: ${reason}`),
  };
}
