import { ownerRoleName } from "../../../domain/access/owner-role.ts";
import type { ChildAccounts } from "../../../ports/child-account.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly accounts: ChildAccounts;
  readonly prefix: string;
}

/** Shuts the owner out, sessions included. */
export const closeAccess =
  ({ ledger, accounts, prefix }: Ports) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    const account = await teardownAccount(ledger, input);
    await accounts.enter(account.accountId, account.leaseId).closeAccess(ownerRoleName(prefix));
    return {};
  };
