import { flawOfReport } from "../../../domain/account/nuke-report.ts";
import { foundClean } from "../../../domain/account/teardown.ts";
import { disposeOf, type PoolRules } from "../../../domain/capacity/pool.ts";
import { LedgerMismatch, NotClean } from "../../../domain/failures.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger, LedgerViews } from "../../../ports/ledger.ts";
import type { NukeReports } from "../../../ports/nuke-reports.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { teardownAccount } from "../../shared/reading.ts";
import { roomIn } from "../../shared/room-left.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly reports: Pick<NukeReports, "read">;
  readonly clock: Clock;
  readonly slots: number;
  readonly rules: PoolRules;
}

/**
 * Believes the account clean only when this attempt's report says that nothing is left, and decides what
 * becomes of it.
 */
export const verifyClean =
  (ports: Ports) =>
  async (input: TeardownInput): Promise<{ disposition: "close" | "recycle" }> => {
    const { ledger, reports, clock, rules } = ports;
    const room = await roomIn(ports);
    const decided: { disposition: "close" | "recycle" } = { disposition: "close" };
    await decideAndCommit(ledger, async () => {
      const account = await teardownAccount(ledger, input);
      if (account.status !== "nuking")
        throw new LedgerMismatch(`Account ${account.key} is ${account.status}, not nuking.`);
      const { leaseId, accountId } = account;
      const flaw = flawOfReport(await reports.read(input), { ...input, accountId });
      if (flaw !== undefined) throw new NotClean(flaw, { accountId });
      decided.disposition = disposeOf(account, { rules, room }, clock.now());
      return foundClean(account, {
        at: clock.now(),
        report: `${input.accountKey}/${leaseId}/${input.attempt}`,
      });
    });
    return decided;
  };
