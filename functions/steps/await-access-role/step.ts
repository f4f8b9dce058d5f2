import type { ChildAccounts } from "../../../ports/child-account.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { preparedFor } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

/** Looks whether the access role of a new account lets us in; retried until it does, for a bounded time. */
export const awaitAccessRole =
  ({ ledger, accounts }: { readonly ledger: Ledger; readonly accounts: ChildAccounts }) =>
  async ({ leaseId }: LeaseInput): Promise<Record<string, never>> => {
    const { account } = await preparedFor(ledger, leaseId);
    await accounts.enter(account.accountId, leaseId).probe();
    return {};
  };
