import type { Account, LeasedAccount } from "../../domain/account/account.ts";
import { isBeingTornDown, type TeardownAccount } from "../../domain/account/teardown.ts";
import { LedgerBusy, LedgerMismatch } from "../../domain/failures.ts";
import type { AccountKey, LeaseId } from "../../domain/ids.ts";
import type { ActiveLease, Lease, VendingLease } from "../../domain/lease/lease.ts";
import type { ClaimedLease } from "../../domain/lease/vend.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { TeardownInput } from "./schemas.ts";

/** Reads of the ledger that say what a step may rely on. All throw LedgerMismatch otherwise. */

export async function knownLease(ledger: Ledger, id: LeaseId): Promise<Lease> {
  const lease = await ledger.lease(id);
  if (lease === undefined) throw new LedgerMismatch(`There is no lease ${id}.`);
  return lease;
}

export async function vendingLease(ledger: Ledger, id: LeaseId): Promise<VendingLease> {
  const lease = await knownLease(ledger, id);
  if (lease.status !== "vending")
    throw new LedgerMismatch(`Lease ${id} is ${lease.status}, not vending.`);
  return lease;
}

export async function claimedLease(ledger: Ledger, id: LeaseId): Promise<ClaimedLease> {
  const lease = await vendingLease(ledger, id);
  if (lease.accountKey === undefined) throw new LedgerMismatch(`Lease ${id} has no account yet.`);
  return { ...lease, accountKey: lease.accountKey };
}

export async function knownAccount(ledger: Ledger, key: AccountKey): Promise<Account> {
  const account = await ledger.account(key);
  if (account === undefined) throw new LedgerMismatch(`There is no account ${key}.`);
  return account;
}

/** The lease being vended and its account, which AWS has numbered. */
export async function preparedFor(ledger: Ledger, id: LeaseId) {
  const lease = await claimedLease(ledger, id);
  const account = await knownAccount(ledger, lease.accountKey);
  if (account.status !== "preparing" || account.leaseId !== id)
    throw new LedgerMismatch(
      `Account ${account.key} of lease ${id} is ${account.status}, not preparing.`,
    );
  return { lease, account };
}

/**
 * The account that an active lease holds. Lease and account are read one after the other: when they do not
 * fit together, somebody has ended the lease in between.
 *
 * @throws LedgerBusy when they do not fit
 */
export async function heldAccount(ledger: Ledger, lease: ActiveLease): Promise<LeasedAccount> {
  const account = await knownAccount(ledger, lease.accountKey);
  if (account.status === "leased" && account.leaseId === lease.id) return account;
  throw new LedgerBusy(
    `Lease ${lease.id} was active, but its account is ${account.status} by now.`,
  );
}

/** The account of a teardown, as long as this is still its present attempt, after the lease that it served last. */
export async function teardownAccount(
  ledger: Ledger,
  { accountKey, leaseId, attempt }: TeardownInput,
): Promise<TeardownAccount> {
  const account = await knownAccount(ledger, accountKey);
  if (!isBeingTornDown(account))
    throw new LedgerMismatch(
      `Account ${accountKey} is ${account.status}; there is nothing to tear down.`,
    );
  if (account.leaseId !== leaseId)
    throw new LedgerMismatch(
      `The teardown after lease ${leaseId} is over; account ${accountKey} has served ${account.leaseId} since.`,
    );
  if (account.attempt !== attempt)
    throw new LedgerMismatch(
      `Attempt ${attempt} was given up; account ${accountKey} is at ${account.attempt}.`,
    );
  return account;
}
