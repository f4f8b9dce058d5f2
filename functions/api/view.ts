import { ownerRoleName } from "../../domain/access/owner-role.ts";
import type { Account } from "../../domain/account/account.ts";
import { formatDuration } from "../../domain/duration.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import type { LeaseTemplate } from "../../domain/template/template.ts";

/** A lease as the API shows it: without what only the ledger needs. */
export function leaseView(lease: Lease, prefix: string): Record<string, unknown> {
  const { version: _, template, term, ...rest } = lease;
  const {
    accountKey: __,
    warned: ___,
    attempt: ____,
    ...shown
  } = rest as typeof rest & { accountKey?: string; warned?: unknown; attempt?: number };
  return {
    ...shown,
    template: template.name,
    ...(term.kind === "duration"
      ? { duration: formatDuration(term.seconds) }
      : { endsAt: term.at }),
    ...(lease.status === "active" ? { access: accessView(lease.accountId, prefix) } : {}),
  };
}

/** How the owner gets in: by assuming this role, at the console by Switch Role. */
function accessView(accountId: string, prefix: string) {
  const role = ownerRoleName(prefix);
  return {
    roleArn: `arn:aws:iam::${accountId}:role/${role}`,
    switchRoleUrl: `https://signin.aws.amazon.com/switchrole?account=${accountId}&roleName=${role}`,
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
