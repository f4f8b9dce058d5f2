import type { Fences } from "../../../domain/account/rails.ts";
import { startClosing } from "../../../domain/account/teardown.ts";
import { type Closures, spendClosure } from "../../../domain/capacity/closures.ts";
import { LedgerMismatch, TurnNotCome } from "../../../domain/failures.ts";
import type { Instant } from "../../../domain/time.ts";
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

/** Asks AWS to close the account at its turn, after every rail has held once more. */
export const closeAccount =
  (ports: Ports) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    await decideAndCommit(ports.ledger, async () => {
      const account = await teardownAccount(ports.ledger, input);
      await checkRails("close", account, ports);
      if (account.status !== "closing" || account.turnAt === undefined)
        throw new LedgerMismatch(`Account ${account.key} has no turn to be closed.`);
      const now = ports.clock.now();
      return { ...startClosing(account, now), closures: await spent(ports.ledger, now) };
    });
    const { accountId } = await teardownAccount(ports.ledger, input);
    await ports.organization.close(accountId);
    return {};
  };

/** Takes the call out of the bucket at the moment at which it is made, every time that it is made. */
async function spent(ledger: Ledger, now: Instant): Promise<Closures> {
  const closures = spendClosure(await ledger.closures(), now);
  if (typeof closures === "string")
    throw new TurnNotCome(`Others were late: the next account may be closed at ${closures}.`);
  return closures;
}
