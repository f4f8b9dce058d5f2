import type { Fences } from "../../../domain/account/rails.ts";
import { startNuke } from "../../../domain/account/teardown.ts";
import { LedgerMismatch } from "../../../domain/failures.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import type { AccountFacts } from "../../../ports/organization.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { checkRails } from "../../shared/rails.ts";
import { teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly organization: AccountFacts;
  readonly clock: Clock;
  readonly fences: Fences;
}

/** Checks every rail on fresh facts; only then does the ledger say that the account may be nuked. */
export const beginNuke =
  (ports: Ports) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    await decideAndCommit(ports.ledger, async () => {
      const account = await teardownAccount(ports.ledger, input);
      await checkRails("nuke", account, ports);
      if (account.status === "closing")
        throw new LedgerMismatch(`Account ${account.key} is closing, not to be nuked.`);
      return startNuke(account, ports.clock.now());
    });
    return {};
  };
