import { accountCreated } from "../../../domain/account/create.ts";
import { LedgerMismatch } from "../../../domain/failures.ts";
import type { LeaseId } from "../../../domain/ids.ts";
import type { CreationLookup } from "../../../ports/organization.ts";
import { admitLeases } from "../../shared/admit-leases.ts";
import type { ClaimPorts } from "../../shared/claiming.ts";
import { numberOf, settle } from "../../shared/creation-outcome.ts";
import { expectClaimed } from "../../shared/limit-met.ts";
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
  expectClaimed(await ports.ledger.lease(leaseId));
  const lease = await claimedLease(ports.ledger, leaseId);
  const account = await knownAccount(ports.ledger, lease.accountKey);
  if (account.status === "preparing") return; // confirmed by an earlier try
  if (account.status !== "creating")
    throw new LedgerMismatch(`Account ${account.key} is ${account.status}, not creating.`);
  const accountId = await numberOf(ports, account);
  await settle(ports, account, (now) => accountCreated(account, { accountId, leaseId }, now));
}
