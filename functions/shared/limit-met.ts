import type { CreatingAccount } from "../../domain/account/account.ts";
import { neverCreated } from "../../domain/account/create.ts";
import { meetLimit } from "../../domain/capacity/creations.ts";
import { AccountLimitReached } from "../../domain/failures.ts";
import type { LeaseId } from "../../domain/ids.ts";
import { accountEvent, type Change } from "../../domain/lease/change.ts";
import { isQueued, type Lease } from "../../domain/lease/lease.ts";
import { queueAgain } from "../../domain/lease/queue.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";
import { decideAndCommit, withTally } from "./committing.ts";
import { withCapacity } from "./counting.ts";
import { claimedLease } from "./reading.ts";

export interface LimitPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** How many accounts of ours the organization has room for, as it is configured. */
  readonly slots: number;
}

/** CreateAccount says it at once, DescribeCreateAccountStatus later (facts 1.2). */
const LIMITS = ["ACCOUNT_NUMBER_LIMIT_EXCEEDED", "ACCOUNT_LIMIT_EXCEEDED"];

/** Whether AWS says that the organization has no room for another account. */
export const isLimit = (reason: string): boolean => LIMITS.includes(reason);

/**
 * AWS has no room for the account: whoever waited for it is put back into the queue, and nobody asks AWS
 * until an account leaves or a day has passed.
 *
 * @throws AccountLimitReached always, when that is written
 */
export async function limitMet(
  ports: LimitPorts,
  account: CreatingAccount,
  why: string,
): Promise<never> {
  await decideAndCommit(ports.ledger, () => decide(ports, account, why));
  throw new AccountLimitReached(why, { slots: ports.slots });
}

async function decide(
  { ledger, clock, slots }: LimitPorts,
  account: CreatingAccount,
  why: string,
): Promise<Change> {
  const now = clock.now();
  const closed = neverCreated(account, { at: now, why });
  const counted = await withCapacity(ledger, account, closed, now);
  const creations = meetLimit(counted.creations ?? (await ledger.creations()), slots, now);
  const details = { configured: slots, room: creations.accounts };
  const told = accountEvent("AccountLimitMet", account, { at: now, by: "mayfly", why, details });
  const { to: _, ...event } = told;
  const queued = await backToTheQueue(ledger, account.leaseId, { why, now });
  return { ...counted, ...queued, creations, events: [...closed.events, event, ...queued.events] };
}

async function backToTheQueue(
  ledger: Ledger,
  leaseId: LeaseId | undefined,
  { why, now }: { readonly why: string; readonly now: CreatingAccount["recordedAt"] },
): Promise<Change> {
  if (leaseId === undefined) return { events: [] };
  const lease = await claimedLease(ledger, leaseId);
  return await withTally(ledger, lease, queueAgain(lease, why, now));
}

/**
 * What an earlier try of a step has found out already.
 *
 * @throws AccountLimitReached for a lease that waits again
 */
export function expectClaimed(lease: Lease | undefined): void {
  if (lease !== undefined && isQueued(lease))
    throw new AccountLimitReached(`Lease ${lease.id} waits for an account again.`);
}
