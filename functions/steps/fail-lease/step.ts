import type * as z from "zod";
import { failVending } from "../../../domain/lease/vend.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { causeOf } from "../../shared/cause.ts";
import { decideAndCommit, withTally } from "../../shared/committing.ts";
import { withCapacity } from "../../shared/counting.ts";
import { knownLease } from "../../shared/reading.ts";
import type { input } from "./contract.ts";

/** Records why no account could be vended, and condemns the account if there is one. */
export const failLease =
  ({ ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock }) =>
  async ({ leaseId, failure }: z.output<typeof input>): Promise<Record<string, never>> => {
    await decideAndCommit(ledger, async () => {
      const lease = await knownLease(ledger, leaseId);
      // Failed by an earlier try, or active after all: the step's answer was lost, its work was not.
      if (lease.status !== "vending") return { events: [] };
      const account =
        lease.accountKey === undefined ? undefined : await ledger.account(lease.accountKey);
      const now = clock.now();
      const change = failVending(lease, account, { cause: causeOf(failure), at: now });
      const counted = await withCapacity(ledger, account, change, now);
      return await withTally(ledger, lease, counted);
    });
    return {};
  };
