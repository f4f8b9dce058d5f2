import { finishEnding } from "../../../domain/lease/end.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { decideAndCommit, withTally } from "../../shared/committing.ts";
import { knownLease, teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

/** The owner is shut out: for them, the lease is over. A lease that failed is over already. */
export const endLease =
  ({ ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock }) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    const account = await teardownAccount(ledger, input);
    await decideAndCommit(ledger, async () => {
      const lease = await knownLease(ledger, account.leaseId);
      if (lease.status !== "ending") return { events: [] };
      return await withTally(ledger, lease, finishEnding(lease, clock.now()));
    });
    return {};
  };
