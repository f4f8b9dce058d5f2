import type * as z from "zod";
import { parkClosure as park } from "../../../domain/account/close.ts";
import { PARKED_FOR } from "../../../domain/account/teardown.ts";
import { refuseClosures } from "../../../domain/capacity/closures.ts";
import { LedgerMismatch } from "../../../domain/failures.ts";
import { plus } from "../../../domain/time.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { causeOf } from "../../shared/cause.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { teardownAccount } from "../../shared/reading.ts";
import type { input } from "./contract.ts";

/** AWS counts closings that are not ours: the account waits, clean and shut off, and nobody asks for a day. */
export const parkClosure =
  ({ ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock }) =>
  async ({ failure, ...teardown }: z.output<typeof input>): Promise<Record<string, never>> => {
    await decideAndCommit(ledger, async () => {
      const account = await teardownAccount(ledger, teardown);
      if (account.status !== "closing")
        throw new LedgerMismatch(`Account ${account.key} is ${account.status}, not closing.`);
      if (account.turnAt === undefined) return { events: [] };
      const now = clock.now();
      const until = plus(now, PARKED_FOR);
      const closures = await ledger.closures();
      return {
        ...park(account, { until, why: causeOf(failure).message }, now),
        closures: refuseClosures(closures, { turnAt: account.turnAt, until }, now),
      };
    });
    return {};
  };
