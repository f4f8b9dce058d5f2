import { TAGS } from "../../../domain/account/rails.ts";
import type { Baseline } from "../../../domain/baseline/baseline.ts";
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

/** Makes the account as the baseline of the lease's template says. */
export const applyBaseline =
  ({ ledger, accounts, baselines, prefix }: Ports) =>
  async ({ leaseId }: LeaseInput): Promise<Record<string, never>> => {
    const { lease, account } = await preparedFor(ledger, leaseId);
    const baseline = baselines.find(({ name }) => name === lease.template.baseline);
    if (baseline === undefined)
      throw new LedgerMismatch(
        `Baseline ${lease.template.baseline} of lease ${leaseId} is not deployed any more.`,
      );
    await accounts.enter(account.accountId, leaseId).apply(baseline, {
      alias: account.name,
      tags: { [TAGS.managedBy]: prefix, [TAGS.accountKey]: account.key },
    });
    return {};
  };
