import type { Budgets } from "../../../ports/budgets.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

/** Takes the budget of the ended lease away. */
export const removeBudget =
  ({ ledger, budgets }: { readonly ledger: Ledger; readonly budgets: Budgets }) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    const account = await teardownAccount(ledger, input);
    await budgets.remove(account.accountId);
    return {};
  };
