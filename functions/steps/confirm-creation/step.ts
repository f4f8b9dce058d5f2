import type { CreatingAccount } from "../../../domain/account/account.ts";
import { accountCreated, mayExistAlready, neverCreated } from "../../../domain/account/create.ts";
import { AccountStillCreating, CreationFailed, LedgerMismatch } from "../../../domain/failures.ts";
import type { AccountId } from "../../../domain/ids.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import type { CreationLookup, CreationStatus } from "../../../ports/organization.ts";
import { claimedLease, knownAccount } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly organization: CreationLookup;
  readonly clock: Clock;
}

/** Learns the number of the account that was asked for; retried while AWS is still creating it. */
export const confirmCreation =
  (ports: Ports) =>
  async ({ leaseId }: LeaseInput): Promise<Record<string, never>> => {
    const lease = await claimedLease(ports.ledger, leaseId);
    const account = await knownAccount(ports.ledger, lease.accountKey);
    if (account.status === "preparing") return {}; // confirmed by an earlier try
    if (account.status !== "creating")
      throw new LedgerMismatch(`Account ${account.key} is ${account.status}, not creating.`);
    const accountId = await numberOf(ports, account);
    await ports.ledger.commit(accountCreated(account, { accountId, leaseId }, ports.clock.now()));
    return {};
  };

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
  await ports.ledger.commit(neverCreated(account, { at: ports.clock.now(), why }));
  throw new CreationFailed(why, { reason });
}
