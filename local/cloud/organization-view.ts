import type { OrganizationView } from "../identity/organization-view.ts";
import type { World } from "../kernel/service.ts";
import { isUsable, orgContext } from "../services/organizations/org-context.ts";
import { hasOrganization, organizationOf } from "../services/organizations/organization.ts";
import { delegationsOf, serviceAccessOf } from "../services/organizations/records.ts";
import { serviceControlPolicies } from "../services/organizations/service-control-policies.ts";

/** What identity, IAM and STS ask of the organization, answered by the Organizations service. */
export const organizationView = (world: World): OrganizationView => ({
  membershipOf(account) {
    const context = orgContext(world, account);
    if (context === undefined) return undefined;
    const { managementAccountId: managementAccount } = organizationOf(world);
    return { organizationId: context.orgId, managementAccount, path: context.orgPath };
  },
  isUsable: (account) => isUsable(world, account),
  serviceControlPolicies: (account) => serviceControlPolicies(world, account),
  isTrusted: ({ service }) => hasOrganization(world) && serviceAccessOf(world).has(service),
  delegatedAdministrators: ({ service }) =>
    [...delegationsOf(world).values()]
      .filter(({ servicePrincipal }) => servicePrincipal === service)
      .map(({ accountId }) => accountId),
});
