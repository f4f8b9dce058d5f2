import type { Principal } from "../ids.ts";
import { type Caller, isAmong } from "./caller.ts";

/** What can be done through the API. */
export type Action =
  | "request-lease"
  | "see-lease"
  | "see-all-leases"
  | "extend-lease"
  | "end-lease"
  | "enter-account"
  | "approve-lease"
  | "deny-lease"
  | "see-templates"
  | "see-access"
  | "see-all-templates"
  | "see-accounts"
  | "see-capacity"
  | "see-capacity-details"
  | "see-reports"
  | "retry-teardown"
  | "quarantine-account"
  | "adopt-account"
  | "unfreeze-lease"
  | "make-codes"
  | "see-codes"
  | "withdraw-codes";

/** What somebody is to Mayfly, or to the lease in question. */
export type Role = "anyone" | "owner" | "approver" | "organizer" | "administrator" | "auditor";

/** Who may do what: one line a rule. An owner is never an approver of their own lease. */
export const PERMISSIONS: Readonly<Record<Action, readonly Role[]>> = {
  "request-lease": ["anyone"],
  "see-templates": ["anyone", "auditor"],
  "see-all-templates": ["administrator", "auditor"],
  "see-capacity": ["anyone", "auditor"],
  "see-lease": ["owner", "approver", "administrator", "auditor"],
  "see-all-leases": ["approver", "administrator", "auditor"],
  "extend-lease": ["owner", "administrator"],
  "end-lease": ["owner", "administrator"],
  // Administrators have their own ways; nobody acts under the owner's name.
  "enter-account": ["owner"],
  "approve-lease": ["approver"],
  "deny-lease": ["approver"],
  "see-access": ["administrator", "auditor"],
  "see-accounts": ["administrator", "auditor"],
  "see-capacity-details": ["administrator", "auditor"],
  "see-reports": ["administrator", "auditor"],
  "retry-teardown": ["administrator"],
  "quarantine-account": ["administrator"],
  "adopt-account": ["administrator"],
  "unfreeze-lease": ["administrator"],
  "make-codes": ["organizer", "administrator"],
  "see-codes": ["organizer", "administrator", "auditor"],
  "withdraw-codes": ["organizer", "administrator"],
};

/** Whom the configuration names, in patterns as `isAmong` takes them. */
export interface Directory {
  readonly approvers: readonly string[];
  readonly administrators: readonly string[];
  readonly auditors: readonly string[];
}

/** The lease in question, or the lease template whose codes are. */
export interface Matter {
  readonly owner?: Principal;
  /** Who approves it instead of the directory's approvers, and who does too. */
  readonly approvers?: { readonly instead?: readonly string[]; readonly too: readonly string[] };
  /** Who makes and withdraws codes of the template. */
  readonly organizers?: readonly string[];
}

/**
 * The roles of a caller with regard to a lease or a template (or to none). Whoever audits is nothing else: they change
 * nothing, not even for themselves.
 */
export function rolesOf(caller: Caller, directory: Directory, matter?: Matter): readonly Role[] {
  if (isAmong(caller, directory.auditors)) return ["auditor"];
  const owns = caller.principal === matter?.owner;
  const { organizers = [] } = matter ?? {};
  const { instead = directory.approvers, too = [] } = matter?.approvers ?? {};
  const roles: Role[] = ["anyone"];
  if (owns) roles.push("owner");
  // Four eyes: whoever owns the lease does not approve it, administrator or not.
  if (!owns && isAmong(caller, [...instead, ...too, ...directory.administrators]))
    roles.push("approver");
  if (isAmong(caller, organizers)) roles.push("organizer");
  if (isAmong(caller, directory.administrators)) roles.push("administrator");
  return roles;
}

export const may = (roles: readonly Role[], action: Action): boolean =>
  PERMISSIONS[action].some((role) => roles.includes(role));
