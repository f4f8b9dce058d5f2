import type { Identity } from "../kernel/identity.ts";
import type { World } from "../kernel/service.ts";
import { assumeAsService } from "./assume-as-service.ts";
import { contextOf } from "./context-of.ts";
import { knownKey } from "./known-key.ts";
import { NO_ORGANIZATION, type OrganizationView } from "./organization-view.ts";
import { policiesOf } from "./policies-of.ts";

/**
 * Who is who in the cloud, from what IAM and STS have in storage.
 *
 * A change of a policy or a role counts from the next request on. AWS is eventually consistent there and
 * may take some seconds: whoever needs the delay makes the change later.
 */
export function cloudIdentity(
  world: World,
  organization: OrganizationView = NO_ORGANIZATION,
): Identity {
  return {
    knownKey: (accessKeyId) => knownKey(world, accessKeyId, organization),
    policiesOf: (principal) => policiesOf(world, principal, organization),
    contextOf: (principal) => contextOf(world, principal, organization),
    assumeAsService: (roleArn, service, sessionName) =>
      assumeAsService(world, { roleArn, service, sessionName }, organization),
  };
}
