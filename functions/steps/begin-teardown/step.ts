import type { Ledger } from "../../../ports/ledger.ts";
import { teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

/** Finds out where a teardown goes on; refuses accounts that nobody has condemned. */
export const beginTeardown =
  ({ ledger }: { readonly ledger: Ledger }) =>
  async (input: TeardownInput): Promise<{ next: "shut-off" | "close" }> => {
    const account = await teardownAccount(ledger, input);
    return { next: account.status === "closing" ? "close" : "shut-off" };
  };
