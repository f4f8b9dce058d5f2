import type { Fences } from "../../../domain/account/rails.ts";
import { isClean, startClosing } from "../../../domain/account/teardown.ts";
import { LedgerMismatch } from "../../../domain/failures.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import type { AccountFacts, Closure } from "../../../ports/organization.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { checkRails } from "../../shared/rails.ts";
import { teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly organization: AccountFacts & Closure;
  readonly clock: Clock;
  readonly fences: Fences;
}

/** Asks AWS to close the account, after every rail has held once more. */
export const closeAccount =
  (ports: Ports) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    await decideAndCommit(ports.ledger, async () => {
      const account = await teardownAccount(ports.ledger, input);
      await checkRails("close", account, ports);
      if (account.status !== "closing" && !isClean(account))
        throw new LedgerMismatch(`Account ${account.key} was not found clean.`);
      return startClosing(account, ports.clock.now());
    });
    const { accountId } = await teardownAccount(ports.ledger, input);
    await ports.organization.close(accountId);
    return {};
  };
