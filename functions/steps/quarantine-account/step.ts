import type { Ledger } from "../../../ports/ledger.ts";
import type { Placement } from "../../../ports/organization.ts";
import { teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly placement: Placement;
  readonly quarantineUnitId: string;
}

/** Puts the account where a guard rail keeps everybody but Mayfly out. */
export const quarantineAccount =
  ({ ledger, placement, quarantineUnitId }: Ports) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    const account = await teardownAccount(ledger, input);
    await placement.place(account.accountId, quarantineUnitId);
    return {};
  };
