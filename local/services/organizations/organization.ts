import { AWSOrganizationsNotInUseException } from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { accountsOf, type OrganizationRecord, organizationsOf } from "./records.ts";

const KEY = "organization";

/** The organization of this cloud. Throws when none was founded: that is a mistake in how it was set up. */
export function organizationOf(world: World): OrganizationRecord {
  const found = organizationsOf(world).get(KEY);
  if (!found) throw new Error("No organization was founded in this cloud.");
  return found;
}

export function replaceOrganization(world: World, organization: OrganizationRecord): void {
  organizationsOf(world).set(KEY, organization);
}

export function hasOrganization(world: World): boolean {
  return organizationsOf(world).has(KEY);
}

/** Whether the account is in the organization at this moment. */
export function isMember(world: World, accountId: string): boolean {
  return accountsOf(world).has(accountId);
}

/** The organization that the account belongs to. Throws AWSOrganizationsNotInUseException. */
export function organizationFor(world: World, accountId: string): OrganizationRecord {
  if (hasOrganization(world) && isMember(world, accountId)) return organizationOf(world);
  throw new AWSOrganizationsNotInUseException({
    message: "Your account is not a member of an organization.",
    $metadata: {},
  });
}
