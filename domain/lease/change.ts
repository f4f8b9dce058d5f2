import type { Account } from "../account/account.ts";
import type { Closures } from "../capacity/closures.ts";
import type { Creations } from "../capacity/creations.ts";
import type { Course, IssuedCode } from "../codes/course.ts";
import type { DomainEvent, EventType } from "../events.ts";
import type { AccountId } from "../ids.ts";
import type { Costs } from "../spend/cost.ts";
import type { Lease } from "./lease.ts";
import type { Count, Tally } from "./tally.ts";

/**
 * What a decision writes, all of it or nothing: the new state of a lease, of its account and of the
 * owner's tally, each one version further, and the events that say so.
 */
export interface Change {
  readonly lease?: Lease;
  readonly account?: Account;
  readonly tally?: Tally;
  /** Set when one more, or one less, lease of a template is open. */
  readonly count?: Count;
  /** How much creating and closing goes on, when the account begins or ends to be a part of it. */
  readonly creations?: Creations;
  readonly closures?: Closures;
  /** Set when the account has just got its number: no two records may claim the same one. */
  readonly numbered?: AccountId;
  /** Days of a lease whose cost is known anew; the lease is part of the change. */
  readonly costs?: Costs;
  /** A course whose codes were made or withdrawn. */
  readonly course?: Course;
  /** Codes that are new. */
  readonly codes?: readonly IssuedCode[];
  /** The code that the lease is the redemption of: its course must not have withdrawn it meanwhile. */
  readonly redeemed?: IssuedCode;
  readonly events: readonly DomainEvent[];
}

/** The facts of an event that differ from one to the next. */
export type Told = Pick<DomainEvent, "at" | "by"> &
  Partial<Pick<DomainEvent, "from" | "why" | "details" | "accountId" | "accountKey">>;

/** An event about a lease, in its new state. */
export const leaseEvent = (type: EventType, lease: Lease, told: Told): DomainEvent => ({
  type,
  leaseId: lease.id,
  owner: lease.owner,
  ...("accountKey" in lease ? { accountKey: lease.accountKey } : {}),
  ...("accountId" in lease ? { accountId: lease.accountId } : {}),
  to: lease.status,
  ...told,
});

/** An event about an account, in its new state. */
export const accountEvent = (type: EventType, account: Account, told: Told): DomainEvent => ({
  type,
  ...("leaseId" in account ? { leaseId: account.leaseId } : {}),
  accountKey: account.key,
  ...("accountId" in account ? { accountId: account.accountId } : {}),
  to: account.status,
  ...told,
});
