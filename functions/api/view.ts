import { isUnknownToAws, ownerRoleArn } from "../../domain/access/owner-role.ts";
import { type WaysInFacts, waysIn } from "../../domain/access/ways-in.ts";
import type { Account } from "../../domain/account/account.ts";
import { formatDuration } from "../../domain/duration.ts";
import type { Principal } from "../../domain/ids.ts";
import type { ActiveLease, Lease } from "../../domain/lease/lease.ts";
import type { Spend } from "../../domain/spend/spend.ts";

/** What a lease may have that nobody but the ledger needs. */
interface Hidden {
  readonly accountKey?: string;
  readonly warned?: unknown;
  readonly attempt?: number;
  readonly waitedSince?: string;
  readonly assignee?: unknown;
  readonly reminded?: unknown;
  readonly wasFrozen?: unknown;
  readonly email?: unknown;
}

/** A lease as the API shows it to somebody: without what only the ledger needs. */
export function leaseView(
  lease: Lease,
  caller: Principal,
  facts: WaysInFacts,
): Record<string, unknown> {
  const { version: _, template, term, ...rest } = lease;
  const {
    accountKey: __,
    warned: ___,
    attempt: ____,
    waitedSince: _____,
    assignee: ______,
    reminded: _______,
    wasFrozen: ________,
    email: _________,
    ...shown
  } = rest as typeof rest & Hidden;
  return {
    ...shown,
    ...("spend" in lease ? { spend: spendView(lease.spend) } : {}),
    ...(lease.reused === undefined ? {} : { reused: { ...lease.reused, note: USED_BEFORE } }),
    template: template.name,
    ...(term.kind === "duration"
      ? { duration: formatDuration(term.seconds) }
      : { endsAt: term.at }),
    // The ways in are the owner's alone: nobody else gets in by them.
    ...(lease.status === "active" && lease.owner === caller
      ? { access: accessOf(lease, facts) }
      : {}),
  };
}

const USED_BEFORE =
  "Its account has served others. Service quotas that come back with time, such as e-mails a day, may still be used up.";

/** Nobody reads an amount without how old it is. */
const spendView = ({ told: _, ...spend }: Spend) => ({
  ...{ ...spend, currency: "USD" },
  note: "AWS tells costs 8 to 24 hours late, and corrects them until the month is billed.",
});

/** Whom AWS does not know comes in by what is handed out on demand, and by nothing else. */
const accessOf = (lease: ActiveLease, facts: WaysInFacts) =>
  isUnknownToAws(lease.owner)
    ? { roleArn: ownerRoleArn(lease, facts.prefix) }
    : waysIn(lease, facts);

export function accountView(account: Account): Record<string, unknown> {
  const { version: _, ...shown } = account;
  return shown;
}
