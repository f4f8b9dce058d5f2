import type { Stage } from "../support/stage.ts";
import { doubt, forgotten, neverCreated, rush } from "./creations.ts";
import { notKept, notStarted, silence } from "./letters.ts";
import { approvals, courseDay, lastLife, leaving, poolFailure } from "./lives.ts";

/** One after the other on one stage: an account that one run leaves in the pool is the next one's. */
const RUNS = [
  ...[courseDay, poolFailure, lastLife, approvals],
  ...[doubt, forgotten, neverCreated],
  ...[notStarted, notKept, rush, silence, leaving],
];

/** Does everything that Mayfly can do, and lets everything fail from which it recovers. */
export async function everyRun(stage: Stage): Promise<void> {
  for (const run of RUNS) await run(stage);
}
