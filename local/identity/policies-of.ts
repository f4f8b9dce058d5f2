import type { NamedPolicy, PoliciesOfPrincipal } from "../kernel/identity.ts";
import type { Principal, SessionFacts } from "../kernel/principal.ts";
import type { World } from "../kernel/service.ts";
import { defaultDocument, policyWithArn, userWithId } from "../services/iam/find.ts";
import type { PolicyHolder, UserRecord } from "../services/iam/records.ts";
import { groupsOf } from "../services/iam/tables.ts";
import type { OrganizationView } from "./organization-view.ts";
import { roleOfSession } from "./principals.ts";

const NONE: PoliciesOfPrincipal = { identity: [], session: [], serviceControl: [] };

function managed(world: World, arn: string): NamedPolicy[] {
  const policy = policyWithArn(world, arn);
  return policy ? [{ name: arn, document: defaultDocument(policy) }] : [];
}

function ownPolicies(world: World, { inline, attached }: PolicyHolder): readonly NamedPolicy[] {
  const embedded = Object.entries(inline).map(([name, document]) => ({ name, document }));
  return [...embedded, ...attached.flatMap((arn) => managed(world, arn))];
}

function groupPolicies(world: World, { account, groupIds }: UserRecord): readonly NamedPolicy[] {
  return [...groupsOf(world, account).values()]
    .filter(({ id }) => groupIds.includes(id))
    .flatMap((group) => ownPolicies(world, group));
}

function sessionPolicies(session: SessionFacts | undefined): readonly NamedPolicy[] {
  return (session?.policies ?? []).map((document) => ({ name: "session policy", document }));
}

function boundaryOf(world: World, { boundary }: PolicyHolder): { boundary?: NamedPolicy } {
  const [policy] = boundary === undefined ? [] : managed(world, boundary);
  return policy ? { boundary: policy } : {};
}

function ofRole(
  world: World,
  principal: Principal & { kind: "role" },
  organization: OrganizationView,
): PoliciesOfPrincipal {
  const role = roleOfSession(world, principal);
  if (!role) return NONE;
  // Facts 1.10: service control policies do not bind service-linked roles.
  const isServiceLinked = role.path.startsWith("/aws-service-role/");
  return {
    identity: ownPolicies(world, role),
    ...boundaryOf(world, role),
    session: sessionPolicies(principal.session),
    serviceControl: isServiceLinked ? [] : organization.serviceControlPolicies(role.account),
  };
}

function ofUser(
  world: World,
  principal: Principal & { kind: "user" },
  organization: OrganizationView,
): PoliciesOfPrincipal {
  const user = userWithId(world, principal.account, principal.userId);
  if (!user) return NONE;
  return {
    identity: [...ownPolicies(world, user), ...groupPolicies(world, user)],
    ...boundaryOf(world, user),
    session: sessionPolicies(principal.session),
    serviceControl: organization.serviceControlPolicies(user.account),
  };
}

/** Every policy that bears on what a principal may do, as they stand now: sessions follow their role. */
export function policiesOf(
  world: World,
  principal: Principal,
  organization: OrganizationView,
): PoliciesOfPrincipal {
  switch (principal.kind) {
    case "role":
      return ofRole(world, principal, organization);
    case "user":
      return ofUser(world, principal, organization);
    case "root":
      return {
        identity: [],
        session: sessionPolicies(principal.session),
        serviceControl: organization.serviceControlPolicies(principal.account),
      };
    default:
      return NONE;
  }
}
