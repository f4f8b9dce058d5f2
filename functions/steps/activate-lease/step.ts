import { activateLease as activate } from "../../../domain/lease/vend.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { knownLease, preparedFor } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

/** Hands the account over: from now on the lease runs. */
export const activateLease =
  ({ ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock }) =>
  async ({ leaseId }: LeaseInput): Promise<Record<string, never>> => {
    try {
      await decideAndCommit(ledger, async () => {
        const { lease, account } = await preparedFor(ledger, leaseId);
        return activate(lease, account, clock.now());
      });
    } catch (error) {
      // By an earlier try, or by one at the same time: then this one has nothing to do.
      const { status } = await knownLease(ledger, leaseId);
      if (!HANDED_OVER.includes(status)) throw error;
    }
    return {};
  };

const HANDED_OVER: readonly string[] = ["active", "ending", "ended"];
