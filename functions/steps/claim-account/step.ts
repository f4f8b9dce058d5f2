import type { AvailableAccount } from "../../../domain/account/account.ts";
import { accountEmail, accountName, type NamingRules } from "../../../domain/account/naming.ts";
import { LedgerBusy } from "../../../domain/failures.ts";
import type { VendingLease } from "../../../domain/lease/lease.ts";
import { claimFromPool, claimNewAccount } from "../../../domain/lease/vend.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ids } from "../../../ports/ids.ts";
import type { Ledger, LedgerViews } from "../../../ports/ledger.ts";
import { knownAccount, vendingLease } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly naming: NamingRules;
}

/** How many pooled accounts to try when others claim at the same time. */
const POOL_LOOK = 10;

/** Gives the lease an account: the oldest of the pool, or the intent to create one. */
export const claimAccount =
  (ports: Ports) =>
  async ({ leaseId }: LeaseInput): Promise<{ isNew: boolean }> => {
    const lease = await vendingLease(ports.ledger, leaseId);
    if (lease.accountKey !== undefined) {
      const claimed = await knownAccount(ports.ledger, lease.accountKey);
      return { isNew: claimed.status === "creating" };
    }
    const { items } = await ports.views.accountsIn("available", { limit: POOL_LOOK });
    for (const account of items)
      if (account.status === "available" && (await isClaimed(ports, lease, account)))
        return { isNew: false };
    await ports.ledger.commit(claimNewAccount(lease, intent(ports), ports.clock.now()));
    return { isNew: true };
  };

/** False when somebody else was faster, or the index was late: then the next one is tried. */
async function isClaimed(
  ports: Ports,
  lease: VendingLease,
  account: AvailableAccount,
): Promise<boolean> {
  try {
    await ports.ledger.commit(claimFromPool(lease, account, ports.clock.now()));
    return true;
  } catch (error) {
    if (error instanceof LedgerBusy) return false;
    throw error;
  }
}

function intent({ ids, naming }: Ports) {
  const key = ids.accountKey();
  return { key, name: accountName(naming, key), email: accountEmail(naming, key) };
}
