import type { Lease } from "../../domain/lease/lease.ts";
import { wasHeld } from "../../domain/report/lease-row.ts";
import type { SpendingLease } from "../../domain/spend/record.ts";
import { DAY, type Instant, plus } from "../../domain/time.ts";
import type { LedgerViews, PageRequest } from "../../ports/ledger.ts";
import { everyPage } from "../shared/every-page.ts";

/** Costs come in for so long after a lease has ended. */
export const TRAILING = 4 * DAY;

/** Leases whose costs may still change: those that hold an account, and those that ended some days ago. */
export async function spendingLeases(
  views: LedgerViews,
  now: Instant,
): Promise<readonly SpendingLease[]> {
  const [active, ending, ended] = await Promise.all([
    everyPage((page) => views.leasesIn("active", page)),
    everyPage((page) => views.leasesIn("ending", page)),
    recentlyEnded(views, plus(now, -TRAILING)),
  ]);
  return [...active, ...ending, ...ended].filter(wasHeld);
}

/** The view begins with the leases requested last: it is read until a page has none that ended lately. */
async function recentlyEnded(views: LedgerViews, since: Instant): Promise<readonly Lease[]> {
  const found: Lease[] = [];
  let page: PageRequest = { limit: 100 };
  for (;;) {
    const { items, next } = await views.leasesIn("ended", page);
    const recent = items.filter((lease) => lease.status === "ended" && lease.endedAt >= since);
    found.push(...recent);
    if (next === undefined || recent.length === 0) return found;
    page = { limit: 100, cursor: next };
  }
}
