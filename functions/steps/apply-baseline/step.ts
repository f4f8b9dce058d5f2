import type { Baseline } from "../../../domain/baseline/baseline.ts";
import { checkValidity } from "../../../domain/baseline/certificate.ts";
import { siteOf } from "../../../domain/baseline/wanted.ts";
import { LedgerMismatch } from "../../../domain/failures.ts";
import type { Certificates } from "../../../ports/certificates.ts";
import type { ChildAccounts } from "../../../ports/child-account.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { preparedFor } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly accounts: ChildAccounts;
  readonly baselines: readonly Baseline[];
  readonly certificates: Certificates;
  readonly clock: Clock;
  readonly prefix: string;
}

/**
 * Makes the account as the baseline of the lease's template says; twice changes nothing.
 *
 * @throws CertificateRefused when a server certificate of the baseline cannot be used
 */
export const applyBaseline =
  ({ ledger, accounts, baselines, certificates, clock, prefix }: Ports) =>
  async ({ leaseId }: LeaseInput): Promise<{ changed: string[] }> => {
    const { lease, account } = await preparedFor(ledger, leaseId);
    const baseline = baselines.find(({ name }) => name === lease.template.baseline);
    if (baseline === undefined)
      throw new LedgerMismatch(
        `Baseline ${lease.template.baseline} of lease ${leaseId} is not deployed any more.`,
      );
    const ready = await certificates(baseline);
    for (const [secret, certificate] of Object.entries(ready))
      checkValidity(secret, certificate, clock.now());
    const changed = await accounts
      .enter(account.accountId, leaseId)
      .apply(baseline, siteOf(account, prefix, ready));
    return { changed: [...changed] };
  };
