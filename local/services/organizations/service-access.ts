import type {
  DisableAWSServiceAccessCommandInput,
  EnableAWSServiceAccessCommandInput,
  ListAWSServiceAccessForOrganizationCommandInput,
  ListAWSServiceAccessForOrganizationCommandOutput,
} from "@aws-sdk/client-organizations";
import { invalidInput } from "./failures.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { delegationsOf, serviceAccessOf } from "./records.ts";

/**
 * Services that work with Organizations, and how many accounts may administer each (their pages in the
 * User Guide, "AWS services that you can use with AWS Organizations"). Others are not recognized here.
 */
export const SERVICES: Readonly<Record<string, { readonly administrators: number }>> = {
  "account.amazonaws.com": { administrators: 1 },
  "iam.amazonaws.com": { administrators: 1 },
  "sso.amazonaws.com": { administrators: 1 },
  "cloudtrail.amazonaws.com": { administrators: 3 },
  "config.amazonaws.com": { administrators: 3 },
  "member.org.stacksets.cloudformation.amazonaws.com": { administrators: 5 },
};

/** The name of a service that works with Organizations. Throws InvalidInputException. */
export function checkService(principal = ""): string {
  if (principal in SERVICES) return principal;
  throw invalidInput("UNRECOGNIZED_SERVICE_PRINCIPAL");
}

/** `organizations:ServicePrincipal` for operations on a service. */
export const serviceContext = (principal: string | undefined) =>
  principal === undefined ? {} : { "organizations:ServicePrincipal": principal };

const enable = organizationOperation<EnableAWSServiceAccessCommandInput, object>({
  name: "EnableAWSServiceAccess",
  members: ["ServicePrincipal"],
  access: "management",
  context: ({ ServicePrincipal }) => serviceContext(ServicePrincipal),
  run({ ServicePrincipal }, { world }) {
    const servicePrincipal = checkService(ServicePrincipal);
    const services = serviceAccessOf(world);
    if (!services.has(servicePrincipal)) {
      services.set(servicePrincipal, { servicePrincipal, since: world.clock.now() });
    }
    return {};
  },
});

/** With the access of the service, its delegated administrators go too (User Guide). */
const disable = organizationOperation<DisableAWSServiceAccessCommandInput, object>({
  name: "DisableAWSServiceAccess",
  members: ["ServicePrincipal"],
  access: "management",
  context: ({ ServicePrincipal }) => serviceContext(ServicePrincipal),
  run({ ServicePrincipal }, { world }) {
    const principal = checkService(ServicePrincipal);
    serviceAccessOf(world).delete(principal);
    for (const [key, { servicePrincipal }] of [...delegationsOf(world).entries()]) {
      if (servicePrincipal === principal) delegationsOf(world).delete(key);
    }
    return {};
  },
});

const list = organizationOperation<
  ListAWSServiceAccessForOrganizationCommandInput,
  Answer<ListAWSServiceAccessForOrganizationCommandOutput>
>({
  name: "ListAWSServiceAccessForOrganization",
  members: ["MaxResults", "NextToken"],
  access: "read",
  run(asked, { world }) {
    const services = [...serviceAccessOf(world).values()].map(({ servicePrincipal, since }) => ({
      key: servicePrincipal,
      item: { ServicePrincipal: servicePrincipal, DateEnabled: new Date(since) },
    }));
    const { items, next } = pageOf(world, services, asked);
    return { EnabledServicePrincipals: items, ...next };
  },
});

export const serviceAccessOperations = {
  EnableAWSServiceAccess: enable,
  DisableAWSServiceAccess: disable,
  ListAWSServiceAccessForOrganization: list,
};
