import type { LeaseId } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import { warnOwner } from "../../domain/lease/due.ts";
import { expireLease } from "../../domain/lease/end.ts";
import { freezeForEnd } from "../../domain/lease/freeze.ts";
import type { ActiveLease } from "../../domain/lease/lease.ts";
import { lapseRequest, remindApprovers } from "../../domain/lease/pending.ts";
import type { Instant } from "../../domain/time.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";
import { decideAndCommit, withTally } from "./committing.ts";
import { heldAccount, knownLease } from "./reading.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly clock: Clock;
}

const NOTHING: Change = { events: [] };

/**
 * Does to an active lease what time demands by now: warns its owner, freezes it, or ends it. Told early,
 * late, twice or about a lease that was extended or ended meanwhile, it does nothing.
 */
export async function actOnDueLease(ports: Ports, id: LeaseId): Promise<void> {
  const { ledger, clock } = ports;
  const { lease: changed } = await decideAndCommit(ledger, async () => {
    const lease = await knownLease(ledger, id);
    if (lease.status !== "active") return NOTHING;
    const now = clock.now();
    if (lease.expiresAt > now) return warnOwner(lease, now) ?? freezeForEnd(lease, now) ?? NOTHING;
    return await expire(ledger, lease, now);
  });
  // A late warning may have come due together with the freeze.
  if (changed?.status === "active" && changed.template.freezeBefore !== undefined)
    await actOnDueLease(ports, id);
}

/**
 * Does to a request what time demands by now: reminds its approvers, or lets it lapse. It does nothing when
 * somebody has decided meanwhile.
 */
export async function actOnDueRequest({ ledger, clock }: Ports, id: LeaseId): Promise<void> {
  await decideAndCommit(ledger, async () => {
    const lease = await knownLease(ledger, id);
    if (lease.status !== "requested") return NOTHING;
    const now = clock.now();
    const change = lapseRequest(lease, now) ?? remindApprovers(lease, now) ?? NOTHING;
    return await withTally(ledger, lease, change);
  });
}

async function expire(ledger: Ledger, lease: ActiveLease, now: Instant): Promise<Change> {
  return expireLease(lease, await heldAccount(ledger, lease), now) ?? NOTHING;
}
