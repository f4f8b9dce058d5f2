import type { AccountStatus } from "../../../domain/account/account.ts";
import { isClean, returnToPool } from "../../../domain/account/teardown.ts";
import { LedgerMismatch } from "../../../domain/failures.ts";
import { mayBeFrozen } from "../../../domain/lease/freeze.ts";
import type { Placement } from "../../../ports/organization.ts";
import type { SpendGuard } from "../../../ports/spend-guard.ts";
import { admitLeases } from "../../shared/admit-leases.ts";
import type { ClaimPorts } from "../../shared/claiming.ts";
import { knownAccount, knownLease, teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

interface Ports extends ClaimPorts {
  readonly placement: Placement;
  readonly guard: SpendGuard;
  readonly vendingUnitId: string;
}

/** Puts a clean account back into the pool, where whoever has waited longest for one gets it. */
export const returnAccount =
  (ports: Ports) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    await giveBack(ports, input);
    await admitLeases(ports);
    return {};
  };

async function giveBack(
  { ledger, placement, guard, clock, vendingUnitId }: Ports,
  input: TeardownInput,
): Promise<void> {
  // By an earlier try; then somebody may have it already.
  if (RETURNED.includes((await knownAccount(ledger, input.accountKey)).status)) return;
  const account = await teardownAccount(ledger, input);
  if (!isClean(account)) throw new LedgerMismatch(`Account ${account.key} was not found clean.`);
  const lease = await knownLease(ledger, account.leaseId);
  // Whether or not the end of the lease was heard of: nobody else is to get a frozen account.
  if (mayBeFrozen(lease)) await guard.detach(account.accountId);
  await placement.place(account.accountId, vendingUnitId);
  await ledger.commit(returnToPool(account, clock.now(), lease.template.coolDown));
}

const RETURNED: readonly AccountStatus[] = ["available", "preparing", "leased"];
