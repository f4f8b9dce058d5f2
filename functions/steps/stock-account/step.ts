import { stocked } from "../../../domain/account/stock.ts";
import type { AccountKey } from "../../../domain/ids.ts";
import type { CreationLookup, Placement } from "../../../ports/organization.ts";
import { admitLeases } from "../../shared/admit-leases.ts";
import type { ClaimPorts } from "../../shared/claiming.ts";
import { numberOf, settle } from "../../shared/creation-outcome.ts";
import { knownAccount } from "../../shared/reading.ts";

interface Ports extends ClaimPorts {
  readonly organization: CreationLookup & Placement;
  readonly vendingUnitId: string;
}

/**
 * Puts an account into the pool as soon as AWS has created it; retried while AWS is still at it. Whether its
 * access role lets us in is waited for when it is prepared for a lease.
 */
export const stockAccount =
  (ports: Ports) =>
  async (input: { readonly accountKey: AccountKey }): Promise<Record<string, never>> => {
    const account = await knownAccount(ports.ledger, input.accountKey);
    if (account.status === "creating") {
      const accountId = await numberOf(ports, account);
      await ports.organization.place(accountId, ports.vendingUnitId);
      await settle(ports, account, (now) => stocked(account, accountId, now));
    }
    await admitLeases(ports);
    return {};
  };
