import type { LeaseId } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import { attribute, type Hold } from "../../domain/spend/attribute.ts";
import { type DailyCost, dayOf } from "../../domain/spend/cost.ts";
import { recordSpend, type SpendingLease } from "../../domain/spend/record.ts";
import { DAY, earliest, type Instant, plus } from "../../domain/time.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Costs } from "../../ports/costs.ts";
import type { Ledger, LedgerViews } from "../../ports/ledger.ts";
import { decideAndCommit, withTally } from "../shared/committing.ts";
import { logger } from "../shared/observability.ts";
import { heldAccount, knownLease } from "../shared/reading.ts";
import { spendingLeases } from "./leases.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly clock: Clock;
  readonly costs: Costs;
}

/** How many leases were measured, and how many could not be. */
interface Outcome {
  readonly leases: number;
  readonly failed: number;
}

/** AWS corrects costs for some time; older days stay as they were told then, and fit one transaction. */
const LOOKED_BACK = 35 * DAY;

/** Asks what all accounts cost, with one question, and writes down what each lease has spent. */
export const measureSpend = (ports: Ports) => async (): Promise<Outcome> => {
  const now = ports.clock.now();
  const leases = await spendingLeases(ports.views, now);
  if (leases.length === 0) return { leases: 0, failed: 0 };
  const begin = earliest(now, ...leases.map(({ activatedAt }) => activatedAt));
  const from = dayOf(begin > plus(now, -LOOKED_BACK) ? begin : plus(now, -LOOKED_BACK));
  const costs = await ports.costs.daily(from, dayOf(plus(now, DAY)));
  const found = attribute(costs, leases.map(holdOf));
  let failed = 0;
  for (const { id } of leases)
    if (!(await isWritten(ports, id, { anew: found.get(id) ?? [], at: now }))) failed += 1;
  return { leases: leases.length, failed };
};

const holdOf = (lease: SpendingLease): Hold => ({
  ...{ leaseId: lease.id, accountId: lease.accountId, from: lease.activatedAt },
  ...(lease.status === "active" ? {} : { to: lease.endingSince }),
});

interface Found {
  readonly anew: readonly DailyCost[];
  readonly at: Instant;
}

/** One lease that cannot be written does not stop the others: the next measurement tells it all again. */
async function isWritten(ports: Ports, id: LeaseId, found: Found): Promise<boolean> {
  try {
    await decideAndCommit(ports.ledger, () => decide(ports.ledger, id, found));
    return true;
  } catch (error) {
    logger.error("A lease's spend was not written; the next measurement tries again.", {
      leaseId: id,
      error: error as Error,
    });
    return false;
  }
}

async function decide(ledger: Ledger, id: LeaseId, found: Found): Promise<Change> {
  const lease = await knownLease(ledger, id);
  if (lease.status !== "active" && lease.status !== "ending" && lease.status !== "ended")
    return { events: [] };
  const known = await ledger.costsOf(id);
  const account = lease.status === "active" ? await heldAccount(ledger, lease) : undefined;
  const change = recordSpend(lease, { ...found, known }, account);
  return change === undefined ? { events: [] } : await withTally(ledger, lease, change);
}
