import { entrantOf, entryPolicies } from "../../../domain/access/entry.ts";
import { ownerRoleArn } from "../../../domain/access/owner-role.ts";
import { entryGrant } from "../../../domain/access/trail.ts";
import { EntryNotGranted, LedgerBusy } from "../../../domain/failures.ts";
import type { AccountId } from "../../../domain/ids.ts";
import { isOpen, type Lease } from "../../../domain/lease/lease.ts";
import type { EntryPolicies } from "../../../ports/entry-policies.ts";
import type { LedgerViews } from "../../../ports/ledger.ts";
import { everyPage } from "../../shared/every-page.ts";
import { knownLease, preparedFor, teardownAccount } from "../../shared/reading.ts";
import type { LeaseInput, TeardownInput } from "../../shared/schemas.ts";
import { noteGranted, noteRevoked, type TrailPorts } from "../../shared/trail.ts";

interface Ports extends TrailPorts {
  readonly views: Pick<LedgerViews, "leasesOf">;
  readonly entries: EntryPolicies;
  readonly prefix: string;
}

const ATTEMPTS = 5;

/**
 * Lets the owner of a lease enter exactly the accounts that the ledger says are theirs: with the one that is
 * being vended, or without the one that is torn down.
 *
 * @throws LedgerBusy when their leases go on changing, EntryNotGranted
 */
export const settleEntries =
  (ports: Ports) =>
  async (input: LeaseInput | TeardownInput): Promise<Record<string, never>> => {
    if ("accountKey" in input) await revoke(ports, input);
    else await grant(ports, input);
    return {};
  };

async function grant(ports: Ports, { leaseId }: LeaseInput): Promise<void> {
  const lease = await knownLease(ports.ledger, leaseId);
  if (entrantOf(lease) === undefined) return;
  const { account } = await preparedFor(ports.ledger, leaseId);
  await noteGranted(ports, leaseId, policyGrant(ports, lease, account));
  await settle(ports, lease);
}

async function revoke(ports: Ports, input: TeardownInput): Promise<void> {
  const account = await teardownAccount(ports.ledger, input);
  const lease = await knownLease(ports.ledger, account.leaseId);
  if (entrantOf(lease) === undefined) return;
  try {
    await settle(ports, lease);
  } catch (error) {
    // Their other accounts cannot be given; what was to be taken is taken by then.
    if (!(error instanceof EntryNotGranted)) throw error;
  }
  await noteRevoked(ports, lease.id, policyGrant(ports, lease, account));
}

const policyGrant = (
  { prefix }: Ports,
  { owner }: Lease,
  { accountId }: { readonly accountId: AccountId },
) => entryGrant("policy", { owner, accountId }, prefix);

/**
 * One policy speaks of several leases, two of which may come here at the same time, and IAM has no
 * conditional writes: so the ledger is read again after writing, until it has not changed meanwhile. Whoever
 * wrote last then wrote what the ledger says.
 */
async function settle(ports: Ports, lease: Lease): Promise<void> {
  const user = entrantOf(lease);
  if (user === undefined) return;
  let wanted = await rolesOf(ports, lease);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    await ports.entries.set(user, entryPolicies(wanted));
    const again = await rolesOf(ports, lease);
    if (String(again) === String(wanted)) return;
    wanted = again;
  }
  throw new LedgerBusy(`The leases of ${lease.owner} go on changing.`);
}

/** The roles that the owner may enter. The listing may lag: so each lease is read, and this one surely. */
async function rolesOf(ports: Ports, { id, owner }: Lease): Promise<readonly string[]> {
  const listed = await everyPage((page) => ports.views.leasesOf(owner, page));
  const ids = new Set([id, ...listed.filter(isOpen).map((each) => each.id)]);
  const roles = await Promise.all(
    [...ids].map(async (each) => await roleOf(ports, await knownLease(ports.ledger, each))),
  );
  return roles.filter((role) => role !== undefined).toSorted();
}

async function roleOf({ ledger, prefix }: Ports, lease: Lease): Promise<string | undefined> {
  if (entrantOf(lease) === undefined) return undefined;
  if (lease.status === "active") return ownerRoleArn(lease, prefix);
  if (lease.status !== "vending" || lease.accountKey === undefined) return undefined;
  const account = await ledger.account(lease.accountKey);
  if (account === undefined || !("accountId" in account)) return undefined;
  return ownerRoleArn({ owner: lease.owner, accountId: account.accountId }, prefix);
}
