import { flawOfReport } from "../../../domain/account/nuke-report.ts";
import { foundClean } from "../../../domain/account/teardown.ts";
import { LedgerMismatch, NotClean } from "../../../domain/failures.ts";
import type { Disposition } from "../../../domain/template/template.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import type { NukeReports } from "../../../ports/nuke-reports.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly reports: NukeReports;
  readonly clock: Clock;
}

/** Believes the account clean only when this attempt's report says that nothing is left. */
export const verifyClean =
  ({ ledger, reports, clock }: Ports) =>
  async (input: TeardownInput): Promise<{ disposition: Disposition }> => {
    const report = await reports.read(input);
    const decided = { disposition: "close" as Disposition };
    await decideAndCommit(ledger, async () => {
      const account = await teardownAccount(ledger, input);
      if (account.status !== "nuking")
        throw new LedgerMismatch(`Account ${account.key} is ${account.status}, not nuking.`);
      const flaw = flawOfReport(report, { ...input, accountId: account.accountId });
      if (flaw !== undefined) throw new NotClean(flaw, { accountId: account.accountId });
      decided.disposition = account.disposition;
      return foundClean(account, {
        at: clock.now(),
        report: `${input.accountKey}/${input.attempt}`,
      });
    });
    return decided;
  };
