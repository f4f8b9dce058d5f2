import type { Principal } from "../ids.ts";

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
  | "see-accounts"
  | "see-capacity"
  | "see-capacity-details"
  | "retry-teardown"
  | "quarantine-account"
  | "adopt-account";

/** What somebody is to Mayfly, or to the lease in question. */
export type Role = "anyone" | "owner" | "approver" | "administrator";

/** Who may do what: one line a rule. An owner is never an approver of their own lease. */
export const PERMISSIONS: Readonly<Record<Action, readonly Role[]>> = {
  "request-lease": ["anyone"],
  "see-templates": ["anyone"],
  "see-capacity": ["anyone"],
  "see-lease": ["owner", "approver", "administrator"],
  "see-all-leases": ["approver", "administrator"],
  "extend-lease": ["owner", "administrator"],
  "end-lease": ["owner", "administrator"],
  // Administrators have their own ways; nobody acts under the owner's name.
  "enter-account": ["owner"],
  "approve-lease": ["approver"],
  "deny-lease": ["approver"],
  "see-accounts": ["administrator"],
  "see-capacity-details": ["administrator"],
  "retry-teardown": ["administrator"],
  "quarantine-account": ["administrator"],
  "adopt-account": ["administrator"],
};

/** Whom the configuration names, as ARNs in which `*` stands for anything. */
export interface Directory {
  readonly approvers: readonly string[];
  readonly administrators: readonly string[];
}

/** The roles of a caller with regard to a lease of this owner (or to none). */
export function rolesOf(
  caller: Principal,
  directory: Directory,
  owner?: Principal,
): readonly Role[] {
  const owns = caller === owner;
  const roles: Role[] = ["anyone"];
  if (owns) roles.push("owner");
  // Four eyes: whoever owns the lease does not approve it, administrator or not.
  if (!owns && matches(caller, [...directory.approvers, ...directory.administrators]))
    roles.push("approver");
  if (matches(caller, directory.administrators)) roles.push("administrator");
  return roles;
}

export const may = (roles: readonly Role[], action: Action): boolean =>
  PERMISSIONS[action].some((role) => roles.includes(role));

const matches = (caller: string, patterns: readonly string[]) =>
  patterns.some((pattern) => expression(pattern).test(caller));

const expression = (pattern: string) =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );
