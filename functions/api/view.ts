import { type WaysInFacts, waysIn } from "../../domain/access/ways-in.ts";
import type { Account } from "../../domain/account/account.ts";
import { formatDuration } from "../../domain/duration.ts";
import type { Principal } from "../../domain/ids.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import type { LeaseTemplate } from "../../domain/template/template.ts";

/** What a lease may have that nobody but the ledger needs. */
interface Hidden {
  readonly accountKey?: string;
  readonly warned?: unknown;
  readonly attempt?: number;
  readonly waitedSince?: string;
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
    ...shown
  } = rest as typeof rest & Hidden;
  return {
    ...shown,
    template: template.name,
    ...(term.kind === "duration"
      ? { duration: formatDuration(term.seconds) }
      : { endsAt: term.at }),
    // The ways in are the owner's alone: nobody else gets in by them.
    ...(lease.status === "active" && lease.owner === caller
      ? { access: waysIn(lease, facts) }
      : {}),
  };
}

export const templateView = (template: LeaseTemplate): Record<string, unknown> => ({
  ...template,
  duration: {
    default: formatDuration(template.duration.default),
    longest: formatDuration(template.duration.longest),
  },
  warnings: template.warnings.map(formatDuration),
});

export function accountView(account: Account): Record<string, unknown> {
  const { version: _, ...shown } = account;
  return shown;
}
