import { isClean, returnToPool } from "../../../domain/account/teardown.ts";
import { LedgerMismatch } from "../../../domain/failures.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import type { Placement } from "../../../ports/organization.ts";
import { knownAccount, teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly placement: Placement;
  readonly clock: Clock;
  readonly vendingUnitId: string;
}

/** Puts a clean account back into the pool. */
export const returnAccount =
  ({ ledger, placement, clock, vendingUnitId }: Ports) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    if ((await knownAccount(ledger, input.accountKey)).status === "available") return {}; // by an earlier try
    const account = await teardownAccount(ledger, input);
    if (!isClean(account)) throw new LedgerMismatch(`Account ${account.key} was not found clean.`);
    await placement.place(account.accountId, vendingUnitId);
    await ledger.commit(returnToPool(account, clock.now()));
    return {};
  };
