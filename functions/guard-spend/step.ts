import type { LeaseId } from "../../domain/ids.ts";
import { isFrozen, mayBeFrozen } from "../../domain/lease/freeze.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import type { Ledger, LedgerViews } from "../../ports/ledger.ts";
import type { SpendGuard } from "../../ports/spend-guard.ts";
import { everyPage } from "../shared/every-page.ts";
import { logger } from "../shared/observability.ts";
import { knownLease } from "../shared/reading.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly guard: SpendGuard;
}

/** What of a domain event is read. */
interface Told {
  readonly detail: { readonly leaseId: LeaseId };
}

/**
 * Attaches the guard rail of frozen accounts to a lease's account, or detaches it. It looks at the ledger
 * and not at the event, so that events in any order and number leave the account as it should be. Without
 * an event it looks at every active lease that was ever frozen: an event may be lost.
 */
export const guardSpend =
  (ports: Ports) =>
  async (event: Told | Record<string, never>): Promise<void> => {
    if ("detail" in event) return await guardLease(ports, event.detail.leaseId);
    const leases = await everyPage((page) => ports.views.leasesIn("active", page));
    const failures: unknown[] = [];
    for (const { id } of leases.filter(mayBeFrozen))
      await guardLease(ports, id).catch((error: unknown) => {
        failures.push(error);
        logger.error("An account's guard rail was not seen to.", {
          leaseId: id,
          error: error as Error,
        });
      });
    if (failures.length > 0) throw failures[0];
  };

async function guardLease({ ledger, guard }: Omit<Ports, "views">, id: LeaseId): Promise<void> {
  const lease = await knownLease(ledger, id);
  if (isFrozen(lease)) await guard.attach(lease.accountId);
  // While it was being attached the lease may have ended: its account must not go on to others like this.
  const after = isFrozen(lease) ? await knownLease(ledger, id) : lease;
  if (!isFrozen(after) && mayBeFrozen(after)) await thaw({ ledger, guard }, after);
}

async function thaw({ ledger, guard }: Omit<Ports, "views">, lease: Lease): Promise<void> {
  if (!("accountKey" in lease)) return;
  const account = await ledger.account(lease.accountKey);
  if (account === undefined || !("accountId" in account)) return;
  // An account that serves another lease by now was freed before it went back into the pool.
  if ("leaseId" in account && account.leaseId !== lease.id) return;
  await guard.detach(account.accountId);
}
