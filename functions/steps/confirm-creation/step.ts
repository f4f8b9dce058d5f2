import type { CreatingAccount } from "../../../domain/account/account.ts";
import { accountCreated, mayExistAlready, neverCreated } from "../../../domain/account/create.ts";
import { AccountStillCreating, CreationFailed, LedgerMismatch } from "../../../domain/failures.ts";
import type { AccountId, LeaseId } from "../../../domain/ids.ts";
import type { Change } from "../../../domain/lease/change.ts";
import type { Instant } from "../../../domain/time.ts";
import type { CreationLookup, CreationStatus } from "../../../ports/organization.ts";
import { admitLeases } from "../../shared/admit-leases.ts";
import type { ClaimPorts } from "../../shared/claiming.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { withCapacity } from "../../shared/counting.ts";
import { claimedLease, knownAccount } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

interface Ports extends ClaimPorts {
  readonly organization: CreationLookup;
}

/**
 * Learns the number of the account that was asked for, and lets the next lease that waits have its place;
 * retried while AWS is still creating it.
 */
export const confirmCreation =
  (ports: Ports) =>
  async ({ leaseId }: LeaseInput): Promise<Record<string, never>> => {
    await confirm(ports, leaseId);
    await admitLeases(ports);
    return {};
  };

async function confirm(ports: Ports, leaseId: LeaseId): Promise<void> {
  const lease = await claimedLease(ports.ledger, leaseId);
  const account = await knownAccount(ports.ledger, lease.accountKey);
  if (account.status === "preparing") return; // confirmed by an earlier try
  if (account.status !== "creating")
    throw new LedgerMismatch(`Account ${account.key} is ${account.status}, not creating.`);
  const accountId = await numberOf(ports, account);
  await commit(ports, account, (now) => accountCreated(account, { accountId, leaseId }, now));
}

/** Writes what became of the creation, and that its place is free. */
const commit = (
  { ledger, clock }: Ports,
  account: CreatingAccount,
  outcome: (now: Instant) => Change,
) =>
  decideAndCommit(ledger, () => {
    const now = clock.now();
    return withCapacity(ledger, account, outcome(now), now);
  });

async function numberOf(ports: Ports, account: CreatingAccount): Promise<AccountId> {
  const status = await statusOf(ports, account);
  if (status?.state === "succeeded") return status.accountId;
  if (status?.state === "failed") return await numberAfterFailure(ports, account, status.reason);
  const found = status === undefined ? await ports.organization.findAccount(account) : undefined;
  if (found !== undefined) return found;
  throw new AccountStillCreating(
    `AWS is still creating account ${account.name} (request ${account.requestId ?? "unknown"}, asked for at ${account.submittedAt ?? "an unknown time"}).`,
    { requestId: account.requestId },
  );
}

const statusOf = (
  { organization }: Ports,
  account: CreatingAccount,
): Promise<CreationStatus | undefined> =>
  account.requestId === undefined
    ? organization.find(account.name)
    : organization.status(account.requestId);

async function numberAfterFailure(
  ports: Ports,
  account: CreatingAccount,
  reason: string,
): Promise<AccountId> {
  // Another request of ours may have made it, one whose answer was lost.
  const found = await ports.organization.findAccount(account);
  if (found !== undefined) return found;
  if (mayExistAlready(account, reason))
    throw new AccountStillCreating(
      `AWS says ${reason} of account ${account.name}: another request for it is under way or has made it, and no listing shows it yet.`,
      { reason },
    );
  const why = `AWS could not create account ${account.name}: ${reason}.`;
  await commit(ports, account, (at) => neverCreated(account, { at, why }));
  throw new CreationFailed(why, { reason });
}
