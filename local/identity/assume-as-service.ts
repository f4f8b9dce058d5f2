import { trusts } from "../authorization/trust.ts";
import { AwsError } from "../kernel/aws-error.ts";
import type { Credentials, RoleSession, ServicePrincipal } from "../kernel/principal.ts";
import type { World } from "../kernel/service.ts";
import { arnOf, parseArn } from "../services/iam/arns.ts";
import type { RoleRecord } from "../services/iam/records.ts";
import { keyOf, rolesOf } from "../services/iam/tables.ts";
import { trustPolicyOf } from "../services/iam/trust-policy.ts";
import { contextOf } from "./context-of.ts";
import type { OrganizationView } from "./organization-view.ts";
import { roleSession } from "./principals.ts";
import { credentialsOf, issueSession } from "./sessions.ts";

/** Services renew their credentials unseen; ours stay with one session for as long as its work can take. */
const SERVICE_SESSION_MS = 36 * 60 * 60 * 1000;

/** The role of this ARN; undefined when there is none. */
export function roleWithArn(world: World, arn: string): RoleRecord | undefined {
  const { account, kind, name } = parseArn(arn) ?? {};
  if (account === undefined || name === undefined || kind !== "role") return undefined;
  const role = rolesOf(world, account).get(keyOf(name));
  return role && arnOf("role", role) === arn ? role : undefined;
}

/** Who wants to enter which role, under which session name. */
export interface ServiceEntry {
  readonly roleArn: string;
  readonly service: ServicePrincipal;
  readonly sessionName: string;
}

/** Lets a service enter a role, as its trust policy allows. Errors: AccessDenied. */
export function assumeAsService(
  world: World,
  { roleArn, service, sessionName }: ServiceEntry,
  organization: OrganizationView,
): { readonly credentials: Required<Credentials>; readonly principal: RoleSession } {
  const role = roleWithArn(world, roleArn);
  const entry = {
    principal: service,
    action: "sts:AssumeRole",
    roleArn,
    roleAccount: role?.account ?? "",
    context: contextOf(world, service, organization),
  };
  if (!role || !trusts(trustPolicyOf(world, role), entry)) {
    const message = `User: ${service.service} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
    throw new AwsError("AccessDenied", message, 403);
  }
  const issuedAt = world.clock.now();
  const session = issueSession(world, {
    account: role.account,
    owner: { kind: "role", roleName: role.name, roleId: role.id, sessionName },
    facts: { issuedAt, expiresAt: issuedAt + SERVICE_SESSION_MS },
  });
  return {
    credentials: credentialsOf(session),
    principal: roleSession(role, sessionName, session.facts),
  };
}
