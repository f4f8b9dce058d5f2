import { ownerRoleName, trustOfLease } from "../../../domain/access/owner-role.ts";
import { entryGrant } from "../../../domain/access/trail.ts";
import { ourTags } from "../../../domain/account/rails.ts";
import type { Baseline } from "../../../domain/baseline/baseline.ts";
import { policyArn } from "../../../domain/baseline/wanted.ts";
import { LedgerMismatch } from "../../../domain/failures.ts";
import type { AccountId } from "../../../domain/ids.ts";
import type { LeaseTemplate } from "../../../domain/template/template.ts";
import { HOUR } from "../../../domain/time.ts";
import type { ChildAccounts } from "../../../ports/child-account.ts";
import { preparedFor } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";
import { noteGranted, type TrailPorts } from "../../shared/trail.ts";

interface Ports extends TrailPorts {
  readonly accounts: ChildAccounts;
  readonly prefix: string;
  /** The broker role through which the API hands out credentials. */
  readonly handOutRoleArn: string;
  readonly baselines: readonly Baseline[];
}

/** The longest that IAM allows; a session that was entered through another role lasts an hour at most. */
const LONGEST_SESSION = 12 * HOUR;

/** Creates the role through which the owner, and nobody else, gets into the account. */
export const openAccess =
  ({ accounts, prefix, handOutRoleArn, baselines, ...trail }: Ports) =>
  async ({ leaseId }: LeaseInput): Promise<Record<string, never>> => {
    const { ledger } = trail;
    const { lease, account } = await preparedFor(ledger, leaseId);
    const { template } = lease;
    const trust = trustOfLease(lease, handOutRoleArn);
    if (trust === undefined)
      throw new LedgerMismatch(`No role can trust ${lease.owner} precisely.`);
    const { owner } = lease;
    const { accountId } = account;
    await noteGranted(trail, leaseId, entryGrant("role", { owner, accountId }, prefix));
    await accounts.enter(accountId, leaseId).openAccess({
      roleName: ownerRoleName(prefix),
      trust,
      policyArns: template.accessPolicies,
      ...boundaryOf(template, baselines, { accountId, prefix }),
      longestSession: LONGEST_SESSION,
      description: `Lease ${leaseId} of template ${template.name}`,
      tags: ourTags(account.key, prefix),
    });
    return {};
  };

/** The bound of the template. Without it nobody gets in, rather than without a bound. */
function boundaryOf(
  { baseline: name, permissionsBoundary }: LeaseTemplate,
  baselines: readonly Baseline[],
  site: { readonly accountId: AccountId; readonly prefix: string },
) {
  if (permissionsBoundary === undefined) return {};
  const baseline = baselines.find((each) => each.name === name);
  if (baseline === undefined)
    throw new LedgerMismatch(`Baseline ${name} is not deployed any more.`);
  return { boundary: policyArn(baseline, site, permissionsBoundary) };
}
