import type { World } from "../../kernel/service.ts";
import { hasOrganization, isMember, organizationOf } from "./organization.ts";
import { accountsOf, emailsOf } from "./records.ts";
import { parentOf, pathOf } from "./tree.ts";

/** Where an account is, for `aws:PrincipalOrgID`, `aws:ResourceOrgPaths` and the like. */
interface OrgContext {
  readonly orgId: string;
  /** `o-…/r-…/ou-…/`, without the account. */
  readonly orgPath: string;
}

/** Where the account is in the organization; undefined for accounts outside it. */
export function orgContext(world: World, accountId: string): OrgContext | undefined {
  if (!hasOrganization(world)) return undefined;
  const parent = parentOf(world, accountId);
  if (parent === undefined) return undefined;
  return { orgId: organizationOf(world).id, orgPath: pathOf(world, parent) };
}

/**
 * Whether credentials of the account work: not after it was closed or while AWS restricts it. An account
 * whose closing is pending still works (User Guide, "Monitor the state of your AWS accounts").
 * Accounts that never were in the organization are not its business, and work.
 */
export function isUsable(world: World, accountId: string): boolean {
  if (!hasOrganization(world)) return true;
  if (!isMember(world, accountId)) return ![...emailsOf(world).values()].includes(accountId);
  const state = accountsOf(world).get(accountId)?.state;
  return state !== "CLOSED" && state !== "SUSPENDED";
}
