import type { Account, AvailableAccount } from "../../domain/account/account.ts";
import { accountEmail, accountName, type NamingRules } from "../../domain/account/naming.ts";
import { creationTurn, giveCreationTurn } from "../../domain/capacity/creations.ts";
import { isReady } from "../../domain/capacity/pool.ts";
import { LedgerBusy, LedgerMismatch } from "../../domain/failures.ts";
import type { LeaseId } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import type { VendingLease } from "../../domain/lease/lease.ts";
import { claimFromPool, claimNewAccount } from "../../domain/lease/vend.ts";
import type { Instant } from "../../domain/time.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Ledger, LedgerViews } from "../../ports/ledger.ts";
import { pooledAccounts } from "./present-accounts.ts";
import { knownAccount, vendingLease } from "./reading.ts";

export interface ClaimPorts {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly naming: NamingRules;
  /** How many accounts of ours the organization has room for. */
  readonly slots: number;
}

/** A clean account to be prepared, or one to be created at its turn. */
export type Claim =
  | { readonly next: "prepare" }
  | { readonly next: "create"; readonly at: Instant };

/** How many pooled accounts to try when others claim at the same time. */
const POOL_LOOK = 20;

/** How often others may be faster at a free place: there are five, so not often. */
const ATTEMPTS = 10;

/**
 * Gives the lease an account: the oldest of the pool, or the intent to create one. Undefined when neither
 * is to be had.
 */
export async function claim(ports: ClaimPorts, id: LeaseId): Promise<Claim | undefined> {
  const pool = [...(await poolOf(ports))];
  for (let attempt = 1; ; attempt += pool.length === 0 ? 1 : 0) {
    const lease = await vendingLease(ports.ledger, id);
    if (lease.accountKey !== undefined)
      return claimOf(await knownAccount(ports.ledger, lease.accountKey), ports.clock.now());
    const pooled = pool.shift();
    const change = await decide(ports, lease, pooled);
    if (change === undefined) return undefined;
    try {
      await ports.ledger.commit(change);
      if (change.account !== undefined) return claimOf(change.account, ports.clock.now());
    } catch (error) {
      // Somebody else was faster, or the index was late: then the next one is tried.
      if (!(error instanceof LedgerBusy) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function poolOf({ views, clock }: ClaimPorts): Promise<readonly AvailableAccount[]> {
  const pooled = await pooledAccounts(views);
  const now = clock.now();
  return pooled.filter((account) => isReady(account, now)).slice(0, POOL_LOOK);
}

/** How it goes on with the account of a lease. */
function claimOf(account: Account, now: Instant): Claim {
  if (account.status === "creating") return { next: "create", at: account.turnAt ?? now };
  if (account.status === "preparing") return { next: "prepare" };
  throw new LedgerMismatch(`Account ${account.key} was claimed, and is ${account.status}.`);
}

async function decide(
  ports: ClaimPorts,
  lease: VendingLease,
  pooled: AvailableAccount | undefined,
): Promise<Change | undefined> {
  const now = ports.clock.now();
  if (pooled !== undefined) return claimFromPool(lease, pooled, now);
  const creations = await ports.ledger.creations();
  const turnAt = creationTurn(creations, ports.slots, now);
  if (turnAt === undefined) return undefined;
  const change = claimNewAccount(lease, { ...intent(ports), turnAt }, now);
  return { ...change, creations: giveCreationTurn(creations, { ...change.account, turnAt }, now) };
}

/** Names of a new account. */
export function intent({ ids, naming }: Pick<ClaimPorts, "ids" | "naming">) {
  const key = ids.accountKey();
  return { key, name: accountName(naming, key), email: accountEmail(naming, key) };
}
