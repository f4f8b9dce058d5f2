import { METRICS } from "../../functions/sweep/measure.ts";
import { type Danger, mayfly } from "./danger.ts";
import { sweepPeriod } from "./schedules.ts";
import type { Site } from "./site.ts";

/** Of 250 closures in 30 days, so few are a reason to look. */
const FEW_CLOSURES = 25;

/** After so long, waiting is no matter of minutes any more. */
const TWO_HOURS_IN_SECONDS = 7_200;

/** What runs out before requests have to wait for weeks. */
export function capacityDangers(site: Site): Record<string, Danger> {
  const period = sweepPeriod(site);
  const periods = Math.ceil(TWO_HOURS_IN_SECONDS / period.toSeconds());
  return {
    "slots-low": {
      ...{ metric: mayfly(METRICS.slotsLeft, period), threshold: 2, below: "is-low" },
      description:
        "Fewer than 2 account slots are left: GET /v1/capacity says when some free; ask AWS for more and raise organization.accountQuota.",
    },
    "closures-low": {
      ...{ metric: mayfly(METRICS.closuresLeft, period), threshold: FEW_CLOSURES, below: "is-low" },
      description: `Fewer than ${FEW_CLOSURES} closures are left in the window of 30 days: let templates recycle (disposition auto) until it frees.`,
    },
    "leases-waiting": {
      ...{ metric: mayfly(METRICS.leasesWaiting, period), threshold: 1, periods },
      description:
        "Leases have waited for an account for two hours on end: GET /v1/capacity says what is missing.",
    },
    ...(site.configuration.pool.size === 0
      ? {}
      : {
          "pool-empty": {
            ...{ metric: mayfly(METRICS.poolLevel, period), threshold: 1, periods },
            below: "is-low",
            description:
              "The pool has been empty for two hours on end: requests wait for new accounts. See slots and accounts in attention.",
          },
        }),
  };
}
