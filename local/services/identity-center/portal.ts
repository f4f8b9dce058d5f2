import { credentialsOf, issueSession } from "../../identity/sessions.ts";
import type { Credentials } from "../../kernel/principal.ts";
import type { World } from "../../kernel/service.ts";
import { denied } from "./failures.ts";
import { assignedIn, type InstanceRecord, instancesOf } from "./records.ts";
import { roleOf } from "./role-in-account.ts";

/** What somebody chooses in the access portal. */
export interface PortalChoice {
  readonly instanceArn: string;
  readonly userName: string;
  readonly accountId: string;
  readonly permissionSetArn: string;
}

function isAssigned(world: World, instance: InstanceRecord, choice: PortalChoice): boolean {
  const id = instance.users[choice.userName];
  if (id === undefined) return false;
  return assignedIn(world, choice).some(({ principalType, principalId }) =>
    principalType === "USER"
      ? principalId === id
      : instance.groups[principalId]?.includes(id) === true,
  );
}

/**
 * Credentials of the access portal, which people get there in their browser: a session of the permission
 * set's role under their user name. Errors: AccessDeniedException for what is not assigned to them.
 */
export function enterByPortal(world: World, choice: PortalChoice): Credentials {
  const { accountId: account, permissionSetArn, userName: sessionName } = choice;
  const instance = instancesOf(world).get(choice.instanceArn);
  const set = instance?.permissionSets.find(({ arn }) => arn === permissionSetArn);
  const role = set && roleOf(world, account, set);
  if (!instance || !role || !isAssigned(world, instance, choice)) throw denied("No access");
  const issuedAt = world.clock.now();
  return credentialsOf(
    issueSession(world, {
      account,
      owner: { kind: "role", roleName: role.name, roleId: role.id, sessionName },
      facts: { issuedAt, expiresAt: issuedAt + set.sessionDuration * 1000 },
    }),
  );
}
