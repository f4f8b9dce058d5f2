import type { Creations } from "../../domain/capacity/creations.ts";
import type { PoolRules } from "../../domain/capacity/pool.ts";
import type { Instant } from "../../domain/time.ts";
import type { DueItem, LedgerViews } from "../../ports/ledger.ts";
import { admitClosures } from "../shared/admit-closures.ts";
import { admitLeases } from "../shared/admit-leases.ts";
import type { ClaimPorts } from "../shared/claiming.ts";
import { logger } from "../shared/observability.ts";
import { pooledAccounts } from "../shared/present-accounts.ts";
import { sweepAccount } from "./account.ts";
import { forgetLimitMet } from "./forget-limit.ts";
import { sweepLease } from "./lease.ts";
import { letGo } from "./let-go.ts";
import { type Measured, measure } from "./measure.ts";
import type { SweepPorts } from "./ports.ts";
import { recount } from "./recount.ts";
import { refillPool } from "./refill-pool.ts";

type Ports = SweepPorts & ClaimPorts & { readonly rules: PoolRules };

/** What one sweep found: it is logged, and counted in metrics. */
export interface Swept extends Measured {
  readonly due: number;
  readonly failed: number;
}

/** Records a round takes up, and rounds a sweep; what is left then is taken up by the next sweep. */
const ROUND = 100;
const ROUNDS = 10;

/** Does whatever is due and was missed. One record that cannot be dealt with does not stop the others. */
export const sweep = (ports: Ports) => async (): Promise<Swept> => {
  const now = ports.clock.now();
  const outcomes = new Map<string, boolean>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const items = await unseen(ports.views, now, outcomes);
    if (items.length === 0) break;
    for (const item of items) outcomes.set(nameOf(item), await isSwept(ports, item));
  }
  const creations = await ports.ledger.creations();
  const pool = await pooledAccounts(ports.views);
  const measured = await measure(ports, { creations, pool });
  await attempted("Nobody could be admitted", () => admitWhoWaits(ports, measured, creations));
  await attempted("Worn-out accounts stay in the pool", () => letGo(ports, pool));
  const failed = [...outcomes.values()].filter((swept) => !swept).length;
  return { due: outcomes.size, failed, ...measured };
};

/** Those who wait are woken by whoever frees a place; the sweep wakes them when that got lost. */
async function admitWhoWaits(
  ports: Ports,
  measured: Measured,
  creations: Creations,
): Promise<void> {
  await recount(ports, await forgetLimitMet(ports, creations));
  if (measured.leasesWaiting > 0) await admitLeases(ports);
  if (measured.closuresWaiting > 0) await admitClosures(ports);
  if (measured.poolLevel < ports.rules.size) await refillPool(ports, ports.rules);
}

/** What fails does not stop the rest of the sweep. */
async function attempted(consequence: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    logger.error(`${consequence}; the next sweep tries again.`, error as Error);
  }
}

/** What is due and was not tried in this sweep: a record that fails stays due, and must not be tried for ever. */
async function unseen(views: LedgerViews, now: Instant, seen: ReadonlyMap<string, boolean>) {
  const items = await views.due(now, ROUND);
  return items.filter((item) => !seen.has(nameOf(item)));
}

const nameOf = (item: DueItem): string => (item.kind === "lease" ? item.id : item.key);

async function isSwept(ports: SweepPorts, item: DueItem): Promise<boolean> {
  try {
    await (item.kind === "lease" ? sweepLease(ports, item.id) : sweepAccount(ports, item.key));
    return true;
  } catch (error) {
    logger.error("A due record could not be dealt with; the next sweep tries again.", {
      item,
      error: error as Error,
    });
    return false;
  }
}
