import type * as z from "zod";
import { brokenRail, type Deed, type Fences } from "../../domain/account/rails.ts";
import type { TeardownAccount } from "../../domain/account/teardown.ts";
import { RailBroken } from "../../domain/failures.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { AccountFacts } from "../../ports/organization.ts";
import type { fencesEnvironment } from "./schemas.ts";

/** The fences of this deployment, from the environment of a function. */
export const fencesOf = (environment: z.output<typeof fencesEnvironment>): Fences => ({
  managementAccountId: environment.MANAGEMENT_ACCOUNT_ID,
  vendingAccountId: environment.VENDING_ACCOUNT_ID,
  denylist: environment.DENYLIST,
  quarantineUnitId: environment.QUARANTINE_UNIT_ID,
  managedBy: environment.PREFIX,
});

interface Ports {
  readonly ledger: Ledger;
  readonly organization: AccountFacts;
  readonly fences: Fences;
}

/**
 * Reads all facts afresh and checks every rail.
 *
 * @throws RailBroken with the first rail that does not hold
 */
export async function checkRails(
  deed: Deed,
  account: TeardownAccount,
  ports: Ports,
): Promise<void> {
  const broken = brokenRail(deed, {
    account,
    lease: await ports.ledger.lease(account.leaseId),
    organization: await ports.organization.factsOf(account.accountId),
    delegatedAdministrator: await ports.organization.isDelegatedAdministrator(account.accountId),
    fences: ports.fences,
  });
  if (broken !== undefined)
    throw new RailBroken(`Mayfly must not ${deed} account ${account.accountId}: ${broken}`, {
      accountId: account.accountId,
    });
}
