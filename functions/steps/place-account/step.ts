import type { Ledger } from "../../../ports/ledger.ts";
import type { Placement } from "../../../ports/organization.ts";
import { preparedFor } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly placement: Placement;
  readonly activeUnitId: string;
}

/** Puts the account under the guard rails of leased accounts, before anybody gets in. */
export const placeAccount =
  ({ ledger, placement, activeUnitId }: Ports) =>
  async ({ leaseId }: LeaseInput): Promise<Record<string, never>> => {
    const { account } = await preparedFor(ledger, leaseId);
    await placement.place(account.accountId, activeUnitId);
    return {};
  };
