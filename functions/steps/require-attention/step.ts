import type * as z from "zod";
import { callForAttention, isBeingTornDown } from "../../../domain/account/teardown.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { causeOf } from "../../shared/cause.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { withCapacity } from "../../shared/counting.ts";
import { knownAccount } from "../../shared/reading.ts";
import type { input } from "./contract.ts";

/** Calls a person to an account whose teardown failed. An attempt that was given up, or is over, calls nobody. */
export const requireAttention =
  ({ ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock }) =>
  async ({
    accountKey,
    leaseId,
    attempt,
    failure,
  }: z.output<typeof input>): Promise<Record<string, never>> => {
    await decideAndCommit(ledger, async () => {
      const account = await knownAccount(ledger, accountKey);
      if (!isBeingTornDown(account)) return { events: [] };
      if (account.leaseId !== leaseId || account.attempt !== attempt) return { events: [] };
      const now = clock.now();
      const change = callForAttention(account, { cause: causeOf(failure), at: now });
      return await withCapacity(ledger, account, change, now);
    });
    return {};
  };
