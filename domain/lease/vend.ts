import type {
  Account,
  AvailableAccount,
  CreatingAccount,
  LeasedAccount,
  PreparingAccount,
} from "../account/account.ts";
import { abandonAccount, quarantineAccount, quarantinedEvent } from "../account/quarantine.ts";
import type { Instant } from "../time.ts";
import { accountEvent, type Change, leaseEvent } from "./change.ts";
import { endedBy } from "./end.ts";
import type {
  ActiveLease,
  Cause,
  ClaimedLease,
  EndingLease,
  FailedLease,
  VendingLease,
} from "./lease.ts";
import { admitLease } from "./queue.ts";
import { endOf, localEnd } from "./term.ts";

export type { ClaimedLease } from "./lease.ts";

/** Gives the lease a clean account from the pool. */
export function claimFromPool(
  lease: VendingLease,
  account: AvailableAccount,
  now: Instant,
): Change {
  const { availableSince: returnedAt, restsUntil: _, ...rest } = account;
  const preparing: PreparingAccount = {
    ...rest,
    status: "preparing",
    version: account.version + 1,
    leaseId: lease.id,
  };
  const { uses: leases = 0 } = account;
  const noted = leases === 0 ? lease : { ...lease, reused: { leases, returnedAt } };
  return claimed(noted, preparing, { at: now, from: "available" });
}

/** Gives the lease an account that is yet to be created: its record is the intent. */
export function claimNewAccount(
  lease: VendingLease,
  intent: Pick<CreatingAccount, "key" | "name" | "email" | "turnAt">,
  now: Instant,
): Change & { readonly account: CreatingAccount } {
  const creating: CreatingAccount = {
    ...intent,
    status: "creating",
    version: 1,
    recordedAt: now,
    leaseId: lease.id,
  };
  return { ...claimed(lease, creating, { at: now }), account: creating };
}

function claimed(
  lease: VendingLease,
  account: PreparingAccount | CreatingAccount,
  told: { at: Instant; from?: "available" },
): Change {
  const { queuedAt, ...rest } = lease;
  const event = accountEvent("AccountClaimed", account, { ...told, by: "mayfly" });
  const holder: ClaimedLease = { ...rest, version: lease.version + 1, accountKey: account.key };
  if (queuedAt === undefined) return { lease: holder, account, events: [event] };
  const admitted = admitLease({ ...holder, waitedSince: queuedAt }, told.at);
  return { ...admitted, account, events: [event, ...admitted.events] };
}

/**
 * Hands the account over: the lease is active from now until its end. When its owner has asked for the
 * end in the meantime, it goes straight on to ending.
 */
export function activateLease(
  lease: ClaimedLease,
  account: PreparingAccount,
  now: Instant,
): Change {
  const { vendingSince: _, attempt: __, waitedSince: ___, endRequestedBy, ...terms } = lease;
  const held = {
    ...terms,
    version: lease.version + 1,
    accountId: account.accountId,
    activatedAt: now,
    expiresAt: endOf(lease, now),
    extensions: 0,
  };
  if (endRequestedBy !== undefined)
    return straightToTheEnd(held, account, { by: endRequestedBy, at: now });
  const active: ActiveLease = { ...held, status: "active", warned: [] };
  const leased: LeasedAccount = { ...account, status: "leased", version: account.version + 1 };
  const told = { at: now, by: "mayfly" } as const;
  return {
    lease: active,
    account: leased,
    events: [
      leaseEvent("LeaseActivated", active, {
        ...told,
        from: "vending",
        details: { expiresAt: active.expiresAt, ...localEnd(active, active.expiresAt) },
      }),
      accountEvent("AccountLeased", leased, { ...told, from: "preparing" }),
    ],
  };
}

function straightToTheEnd(
  held: Omit<ActiveLease, "status" | "warned">,
  account: PreparingAccount,
  told: { by: NonNullable<VendingLease["endRequestedBy"]>; at: Instant },
): Change {
  const ending: EndingLease = {
    ...held,
    status: "ending",
    endingSince: told.at,
    reason: endedBy(told.by, held),
  };
  const quarantined = quarantineAccount(account, held.template.disposition, told.at);
  return {
    lease: ending,
    account: quarantined,
    events: [
      leaseEvent("LeaseEnding", ending, { ...told, from: "vending", why: ending.reason }),
      quarantinedEvent(quarantined, {
        at: told.at,
        by: "mayfly",
        from: "preparing",
        why: ending.reason,
      }),
    ],
  };
}

/** Gives up: the lease fails with its cause, and the account (if there is one) goes to teardown. */
export function failVending(
  lease: VendingLease,
  account: Account | undefined,
  failure: { cause: Cause; at: Instant },
): Change {
  const { vendingSince: _, endRequestedBy: __, waitedSince: ___, ...rest } = lease;
  const { queuedAt: ____, attempt: _____, ...terms } = rest;
  const failed: FailedLease = {
    ...terms,
    status: "failed",
    version: lease.version + 1,
    failedAt: failure.at,
    cause: failure.cause,
  };
  const told = {
    at: failure.at,
    by: "mayfly",
    why: `${failure.cause.error}: ${failure.cause.message}`,
  } as const;
  const abandoned =
    account === undefined ? undefined : abandonAccount(account, lease.template.disposition, told);
  return {
    lease: failed,
    ...(abandoned === undefined ? {} : { account: abandoned.account }),
    events: [
      leaseEvent("LeaseFailed", failed, { ...told, from: "vending" }),
      ...(abandoned?.events ?? []),
    ],
  };
}
