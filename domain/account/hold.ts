import type { Principal } from "../ids.ts";
import { accountEvent, type Change } from "../lease/change.ts";
import { endActive } from "../lease/end.ts";
import type { ActiveLease } from "../lease/lease.ts";
import type { Instant } from "../time.ts";
import type {
  Account,
  AttentionAccount,
  AvailableAccount,
  LeasedAccount,
  QuarantinedAccount,
  SetAsideAccount,
} from "./account.ts";

/** Who keeps an account in quarantine, and why. */
export interface Holding {
  readonly by: Principal;
  readonly why: string;
  readonly at: Instant;
}

const heldEvent = (account: Account, { by, why, at }: Holding) =>
  accountEvent("AccountHeld", account, { at, by, why });

const holdOf = ({ by, why, at }: Holding) => ({ by, why, since: at });

/** Ends the lease at once, shuts everybody out, and keeps the account as it is until it is released. */
export function holdLeased(lease: ActiveLease, account: LeasedAccount, holding: Holding): Change {
  const { by, at } = holding;
  const ended = endActive(lease, account, { by, reason: "ended-by-administrator", at });
  if (ended.account === undefined) return ended;
  const held = { ...ended.account, hold: holdOf(holding) } as QuarantinedAccount;
  return { ...ended, account: held, events: [...ended.events, heldEvent(held, holding)] };
}

/** Keeps an account whose lease is over already as it is: what waits for a person waits for a release. */
export function holdCondemned(
  account: QuarantinedAccount | AttentionAccount,
  holding: Holding,
): Change {
  const { dueAt, ...rest } = account;
  const kept = account.status === "quarantined" ? { dueAt } : {};
  const held = { ...rest, ...kept, version: account.version + 1, hold: holdOf(holding) } as
    | QuarantinedAccount
    | AttentionAccount;
  return { account: held, events: [heldEvent(held, holding)] };
}

const HELD = "AccountHeld";

/** Takes a clean account out of the pool: nobody is given it until it is released. */
export function holdPooled(account: AvailableAccount, holding: Holding): Change {
  const { availableSince: _, restsUntil: __, ...rest } = account;
  const held: SetAsideAccount = {
    ...rest,
    ...{ status: "attention", setAside: true, version: account.version + 1 },
    cause: { error: HELD, message: holding.why },
    attentionSince: holding.at,
  };
  return { account: held, events: [heldEvent(held, holding)] };
}

/** Whether a release puts a set-aside account back into the pool. */
export const isFromPool = ({ cause }: SetAsideAccount): boolean => cause.error === HELD;

/** Puts an account back into the pool that was taken out of it. */
export function releaseToPool(account: SetAsideAccount, by: Principal, now: Instant): Change {
  const { attentionSince: _, setAside: __, cause: ___, ...rest } = account;
  const available: AvailableAccount = {
    ...rest,
    ...{ status: "available", version: account.version + 1, availableSince: now },
  };
  const told = { at: now, by, from: "attention" } as const;
  return { account: available, events: [accountEvent("AccountReturned", available, told)] };
}
