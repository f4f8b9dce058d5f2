import type { LeaseId } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import type { Lease } from "../../domain/lease/lease.ts";
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
import { type Measured, measuredOf } from "./measured.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly clock: Clock;
  readonly costs: Costs;
}

/** AWS corrects costs for some time; older days stay as they were told then, and fit one transaction. */
const LOOKED_BACK = 35 * DAY;

/** Asks what all accounts cost, with one question, and writes down what each lease has spent. */
export const measureSpend = (ports: Ports) => async (): Promise<Measured> => {
  const now = ports.clock.now();
  const leases = await spendingLeases(ports.views, now);
  if (leases.length === 0) return measuredOf([]);
  const begin = earliest(now, ...leases.map(({ activatedAt }) => activatedAt));
  const from = dayOf(begin > plus(now, -LOOKED_BACK) ? begin : plus(now, -LOOKED_BACK));
  const costs = await ports.costs.daily(from, dayOf(plus(now, DAY)));
  const found = attribute(costs, leases.map(holdOf));
  const written: (Lease | undefined)[] = [];
  for (const { id } of leases)
    written.push(await write(ports, id, { anew: found.get(id) ?? [], at: now }));
  return measuredOf(written);
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
async function write({ ledger }: Ports, id: LeaseId, found: Found): Promise<Lease | undefined> {
  try {
    let before: Lease | undefined;
    const { lease } = await decideAndCommit(ledger, async () => {
      before = await knownLease(ledger, id);
      return await decide(ledger, before, found);
    });
    return lease ?? before;
  } catch (error) {
    logger.error("A lease's spend was not written; the next measurement tries again.", {
      leaseId: id,
      error: error as Error,
    });
    return undefined;
  }
}

async function decide(ledger: Ledger, lease: Lease, found: Found): Promise<Change> {
  if (lease.status !== "active" && lease.status !== "ending" && lease.status !== "ended")
    return { events: [] };
  const known = await ledger.costsOf(lease.id);
  const account = lease.status === "active" ? await heldAccount(ledger, lease) : undefined;
  const change = recordSpend(lease, { ...found, known }, account);
  return change === undefined ? { events: [] } : await withTally(ledger, lease, change);
}
