import type { World } from "../../kernel/service.ts";
import { attachDefaults, attachDefaultsEverywhere } from "./attachments.ts";
import { FULL_ACCESS } from "./full-access.ts";
import { newOrganizationId, newRootId } from "./ids.ts";
import { LEAVING_AGE_MS } from "./limits.ts";
import { hasOrganization, organizationOf, replaceOrganization } from "./organization.ts";
import { accountsOf, emailsOf, policiesOf } from "./records.ts";

/** Who is in an organization when the cloud begins. */
interface Founding {
  readonly managementAccountId: string;
  readonly managementEmail: string;
  /** Drawn when absent. */
  readonly rootId?: string;
  readonly members: readonly NewMember[];
}

interface NewMember {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/** Lets the organization begin: one root, service control policies enabled, every account in the root. */
export function foundOrganization(world: World, founding: Founding): void {
  if (hasOrganization(world)) throw new Error("This cloud has an organization already.");
  const { managementAccountId, managementEmail } = founding;
  replaceOrganization(world, {
    id: newOrganizationId(world),
    rootId: founding.rootId ?? newRootId(world),
    rootTags: {},
    managementAccountId,
    managementEmail,
    serviceControlPolicies: "enabled",
  });
  policiesOf(world).set(FULL_ACCESS.id, FULL_ACCESS);
  attachDefaultsEverywhere(world);
  addMember(
    world,
    { accountId: managementAccountId, name: "management", email: managementEmail },
    "INVITED",
  );
  for (const member of founding.members) addMember(world, member, "CREATED");
}

/** Accounts that were there before the cloud began are old enough for everything. */
function addMember(
  world: World,
  { accountId, name, email }: NewMember,
  joinedMethod: "CREATED" | "INVITED",
): void {
  const joinedAt = world.clock.now() - LEAVING_AGE_MS;
  accountsOf(world).set(accountId, {
    id: accountId,
    name,
    email,
    state: "ACTIVE",
    parentId: organizationOf(world).rootId,
    joinedMethod,
    joinedAt,
    listedFrom: joinedAt,
    tags: {},
  });
  emailsOf(world).set(email.toLowerCase(), accountId);
  attachDefaults(world, accountId);
}
