import type { World } from "../../kernel/service.ts";
import { hasOrganization, organizationOf } from "./organization.ts";
import { type AccountRecord, accountsOf, delegationsOf, serviceAccessOf } from "./records.ts";

const SERVICE = "account.amazonaws.com";

/** The account as Organizations knows it; undefined outside the organization. */
export function memberOf(world: World, accountId: string): AccountRecord | undefined {
  return accountsOf(world).get(accountId);
}

/** What the account may be told to manage by AWS Account Management on behalf of the organization. */
interface AccountManagement {
  readonly orgId: string;
  readonly managementAccountId: string;
  /** Whether the organization gave the service access. */
  readonly isTrusted: boolean;
  /** The account that administers the service for the organization, if any. */
  readonly administrator: string | undefined;
}

/** How AWS Account Management works with the organization; undefined where there is none. */
export function accountManagement(world: World): AccountManagement | undefined {
  if (!hasOrganization(world)) return undefined;
  const { id, managementAccountId } = organizationOf(world);
  const delegations = [...delegationsOf(world).values()];
  return {
    orgId: id,
    managementAccountId,
    isTrusted: serviceAccessOf(world).has(SERVICE),
    administrator: delegations.find(({ servicePrincipal }) => servicePrincipal === SERVICE)
      ?.accountId,
  };
}
