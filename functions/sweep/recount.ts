import type { Account, AccountStatus } from "../../domain/account/account.ts";
import { countClosures } from "../../domain/capacity/closures.ts";
import { countCreations } from "../../domain/capacity/creations.ts";
import { MINUTE, plus } from "../../domain/time.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger, LedgerViews } from "../../ports/ledger.ts";
import { everyPage } from "../shared/every-page.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly clock: Clock;
}

/** Every state in which an account counts. */
const COUNTED: readonly AccountStatus[] = [
  ...(["creating", "preparing", "available", "leased", "quarantined"] as const),
  ...(["nuking", "closing", "attention", "closed"] as const),
];

/** An index is behind by a second or so; a record that has not changed for longer agrees with it. */
const QUIET = MINUTE;

/** Puts right how much creating and closing goes on, should it ever not agree with the accounts themselves. */
export async function recount(ports: Ports): Promise<void> {
  const { ledger, clock } = ports;
  const [creations, closures] = [await ledger.creations(), await ledger.closures()];
  const now = clock.now();
  const quietSince = plus(now, -QUIET);
  if (creations.changedAt > quietSince || closures.changedAt > quietSince) return;
  const accounts = await accountsOf(ports);
  const counted = countCreations(accounts);
  const closing = countClosures(accounts);
  if (counted.inProgress !== creations.inProgress || counted.accounts !== creations.accounts) {
    const version = creations.version + 1;
    await ledger.commit({
      creations: { ...creations, ...counted, version, changedAt: now },
      events: [],
    });
  }
  if (closing !== closures.inProgress) {
    const version = closures.version + 1;
    await ledger.commit({
      closures: { ...closures, inProgress: closing, version, changedAt: now },
      events: [],
    });
  }
}

async function accountsOf({ views }: Ports): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  for (const status of COUNTED)
    accounts.push(...(await everyPage((page) => views.accountsIn(status, page))));
  return accounts;
}
