import { SLOT_KEPT } from "../capacity/limits.ts";
import type { AccountId } from "../ids.ts";
import { accountEvent, type Change, leaseEvent } from "../lease/change.ts";
import { finishEnding } from "../lease/end.ts";
import type { ActiveLease, EndingLease, Lease } from "../lease/lease.ts";
import { failVending } from "../lease/vend.ts";
import { type Instant, plus } from "../time.ts";
import type { Account, ClosedAccount, GoneAccount } from "./account.ts";

/** What became of an account by somebody else's doing. */
export interface Loss {
  /** Closed in the organization, or not in it any more. */
  readonly fate: "closed" | "gone";
  readonly why: string;
}

/** Records that an account has ended by somebody else's doing, and with it the lease that it served. */
export function loseAccount(
  account: Account & { readonly accountId: AccountId },
  lease: Lease | undefined,
  { fate, why, now }: Loss & { readonly now: Instant },
): Change {
  const { key, name, email, recordedAt, accountId } = account;
  const base = { key, name, email, recordedAt, accountId, version: account.version + 1 };
  const closed: ClosedAccount = {
    ...{ ...base, status: "closed", closedAt: now },
    dueAt: plus(now, SLOT_KEPT),
  };
  const gone: GoneAccount = { ...base, status: "gone", closedAt: now, goneAt: now };
  const after = fate === "gone" ? gone : closed;
  const type = fate === "gone" ? "AccountGone" : "AccountClosed";
  const told = { at: now, by: "mayfly", from: account.status, why } as const;
  const event = accountEvent(type, after, told);
  const ended = lease === undefined ? { events: [] } : endOf(lease, why, now);
  const whose = "leaseId" in account ? { leaseId: account.leaseId } : {};
  return { ...ended, account: after, events: [{ ...event, ...whose }, ...ended.events] };
}

function endOf(lease: Lease, why: string, now: Instant): Change {
  if (lease.status === "active") return endAtOnce(lease, why, now);
  if (lease.status === "ending") return finishEnding(lease, now);
  if (lease.status !== "vending") return { events: [] };
  const cause = { error: "AccountLost", message: why };
  return failVending(lease, undefined, { cause, at: now });
}

/** There is nothing left from which the owner would have to be shut out first. */
function endAtOnce(lease: ActiveLease, why: string, now: Instant): Change {
  const { warned: _, ...held } = lease;
  const ending: EndingLease = {
    ...held,
    ...{ status: "ending", endingSince: now, reason: "account-lost" },
  };
  const { lease: ended, events } = finishEnding(ending, now);
  const told = { at: now, by: "mayfly", from: "active", why } as const;
  return {
    ...(ended === undefined ? {} : { lease: ended }),
    events: [leaseEvent("LeaseEnding", ending, told), ...events],
  };
}
