import type { Budgets } from "../../../ports/budgets.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { preparedFor } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

/** Lets AWS watch what the account costs. */
export const setBudget =
  ({ ledger, budgets }: { readonly ledger: Ledger; readonly budgets: Budgets }) =>
  async ({ leaseId }: LeaseInput): Promise<Record<string, never>> => {
    const { lease, account } = await preparedFor(ledger, leaseId);
    await budgets.set(account.accountId, lease.budget);
    return {};
  };
