import { codedCourse } from "./codes.ts";
import {
  doubt,
  failedAndTakenBack,
  forgotten,
  neverCreated,
  refusedAndTakenBack,
  stopped,
} from "./creations.ts";
import { adopted, closedByOthers, disagreements } from "./disagreements.ts";
import { notKept, notStarted, silence } from "./letters.ts";
import { approvals, courseDay, lastLife, poolFailure, rush } from "./lives.ts";
import { lockedBucket } from "./locked.ts";
import { talked, unheard } from "./slack.ts";
import { overspent } from "./spend.ts";
import { restocked, scarce } from "./stock.ts";

/**
 * Everything that Mayfly can do, and every failure from which it recovers, one after the other: an account
 * that one run leaves in the pool is the next one's.
 */
export const PLENTY = {
  supply: { slots: 50, pool: 0 },
  runs: [
    ...[refusedAndTakenBack, failedAndTakenBack], // while nothing is in the pool
    ...[courseDay, codedCourse, poolFailure, lastLife, approvals, overspent],
    ...[disagreements, adopted, closedByOthers],
    ...[stopped, doubt, forgotten, neverCreated],
    ...[notStarted, notKept, rush, lockedBucket],
    silence, // the last: nothing is published after it
  ],
};

/** What it does with a pool that is kept filled, and with an organization that is full. */
export const SCARCITY = { supply: { slots: 3, pool: 1 }, runs: [restocked, scarce] };

/** What it does in Slack. */
export const TALK = { supply: { slots: 50, pool: 0, talks: true }, runs: [talked, unheard] };
