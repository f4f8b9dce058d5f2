import type { NamedPolicy } from "../../kernel/identity.ts";
import type { World } from "../../kernel/service.ts";
import { policyArn } from "./arns.ts";
import { attachedTo } from "./attachments.ts";
import { hasOrganization, isMember, organizationOf } from "./organization.ts";
import { policiesOf } from "./records.ts";
import { lineOf } from "./tree.ts";

function attachedPolicies(world: World, targetId: string): readonly NamedPolicy[] {
  const organization = organizationOf(world);
  return attachedTo(world, targetId).flatMap((id) => {
    const policy = policiesOf(world).get(id);
    return policy ? [{ name: policyArn(organization, policy), document: policy.content }] : [];
  });
}

/**
 * The service control policies that bind an account: one entry for each level from the root over the
 * units down to the account itself, and each level must allow. Empty where none bind: the management
 * account, accounts outside the organization, and everybody while the policy type is disabled.
 */
export function serviceControlPolicies(
  world: World,
  accountId: string,
): readonly (readonly NamedPolicy[])[] {
  if (!hasOrganization(world) || !isMember(world, accountId)) return [];
  const { managementAccountId, serviceControlPolicies: type } = organizationOf(world);
  if (accountId === managementAccountId || type === "disabled") return [];
  return lineOf(world, accountId).map((id) => attachedPolicies(world, id));
}
