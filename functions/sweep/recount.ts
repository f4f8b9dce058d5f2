import { countClosures } from "../../domain/capacity/closures.ts";
import { countCreations } from "../../domain/capacity/creations.ts";
import { DAY, MINUTE, plus } from "../../domain/time.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger, LedgerViews } from "../../ports/ledger.ts";
import { presentAccounts } from "../shared/present-accounts.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly clock: Clock;
}

/** An index is behind by a second or so; a record that has not changed for longer agrees with it. */
const QUIET = MINUTE;

/** Comparing reads every account: so it is done this often, and not in every sweep. */
const EVERY = DAY;

/** Puts right how much creating and closing goes on, should it ever not agree with the accounts themselves. */
export async function recount(ports: Ports): Promise<void> {
  const { ledger, clock } = ports;
  const creations = await ledger.creations();
  const now = clock.now();
  const quietSince = plus(now, -QUIET);
  if (creations.version === 0 || creations.changedAt > quietSince) return;
  if (creations.comparedAt !== undefined && creations.comparedAt > plus(now, -EVERY)) return;
  const closures = await ledger.closures();
  if (closures.changedAt > quietSince) return;
  const accounts = await presentAccounts(ports.views);
  const version = creations.version + 1;
  const counted = { ...creations, ...countCreations(accounts), version, comparedAt: now };
  const inProgress = countClosures(accounts);
  await ledger.commit({
    creations: counted,
    ...(inProgress === closures.inProgress
      ? {}
      : { closures: { ...closures, inProgress, version: closures.version + 1, changedAt: now } }),
    events: [],
  });
}
