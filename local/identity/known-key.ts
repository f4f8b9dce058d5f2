import type { KnownKey } from "../kernel/identity.ts";
import type { World } from "../kernel/service.ts";
import { userWithId } from "../services/iam/find.ts";
import { accessKeysOf } from "../services/iam/tables.ts";
import type { OrganizationView } from "./organization-view.ts";
import { holderOf, iamUser, rootUser } from "./principals.ts";
import { credentialsOf, sessionWithKey } from "./sessions.ts";

function longLived(world: World, id: string): KnownKey | undefined {
  const key = accessKeysOf(world).get(id);
  if (!key) return undefined;
  const { account, ownerId, secret, active } = key;
  const credentials = { accessKeyId: id, secretAccessKey: secret };
  if (ownerId === account) return { credentials, principal: rootUser(account), active };
  const user = userWithId(world, account, ownerId);
  return user && { credentials, principal: iamUser(user), active };
}

function temporary(world: World, id: string): KnownKey | undefined {
  const session = sessionWithKey(world, id);
  const principal = session && holderOf(world, session);
  if (!principal) return undefined;
  const credentials = credentialsOf(session);
  return { credentials, principal, expiresAt: session.facts.expiresAt, active: true };
}

/**
 * What is known of an access key. Credentials of a user or role that was deleted are unknown: AWS refuses
 * them as invalid too, and likewise those of a closed account.
 */
export function knownKey(
  world: World,
  id: string,
  organization: OrganizationView,
): KnownKey | undefined {
  const known = longLived(world, id) ?? temporary(world, id);
  return known && organization.isUsable(known.principal.account) ? known : undefined;
}
