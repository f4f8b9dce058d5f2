import type { Baseline } from "../../../domain/baseline/baseline.ts";
import { siteOf } from "../../../domain/baseline/wanted.ts";
import { LedgerMismatch } from "../../../domain/failures.ts";
import type { ChildAccounts } from "../../../ports/child-account.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { preparedFor } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly accounts: ChildAccounts;
  readonly baselines: readonly Baseline[];
  readonly prefix: string;
}

/** Makes the account as the baseline of the lease's template says; twice changes nothing. */
export const applyBaseline =
  ({ ledger, accounts, baselines, prefix }: Ports) =>
  async ({ leaseId }: LeaseInput): Promise<{ changed: string[] }> => {
    const { lease, account } = await preparedFor(ledger, leaseId);
    const baseline = baselines.find(({ name }) => name === lease.template.baseline);
    if (baseline === undefined)
      throw new LedgerMismatch(
        `Baseline ${lease.template.baseline} of lease ${leaseId} is not deployed any more.`,
      );
    const changed = await accounts
      .enter(account.accountId, leaseId)
      .apply(baseline, siteOf(account, prefix));
    return { changed: [...changed] };
  };
