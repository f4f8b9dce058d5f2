import type { Principal, ServicePrincipal, SessionFacts } from "../kernel/principal.ts";
import type { World } from "../kernel/service.ts";
import { userWithId } from "../services/iam/find.ts";
import type { Tags } from "../services/iam/tag-set.ts";
import type { OrganizationView } from "./organization-view.ts";
import { roleOfSession } from "./principals.ts";

type Context = Readonly<Record<string, string | boolean | number | readonly string[]>>;

/** A part of the context whose undefined values are keys that are absent. */
type Draft = Readonly<Record<string, Context[string] | undefined>>;

function present(draft: Draft): Context {
  return Object.fromEntries(
    Object.entries(draft).filter(
      (entry): entry is [string, Context[string]] => entry[1] !== undefined,
    ),
  );
}

const isoSeconds = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

function ofTags(tags: Tags): Context {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
  );
}

/**
 * Whether MFA was used. Only sessions of users and the root user tell: those of roles carry nothing of it
 * (facts 2.3), and neither do long-lived keys.
 */
function ofMfa({ mfaAt }: SessionFacts, now: number): Context {
  if (mfaAt === undefined) return { "aws:MultiFactorAuthPresent": false };
  const age = Math.floor((now - mfaAt) / 1000);
  return { "aws:MultiFactorAuthPresent": true, "aws:MultiFactorAuthAge": age };
}

function ofSession(session: SessionFacts | undefined): Context {
  if (!session) return {};
  return present({
    "aws:TokenIssueTime": isoSeconds(session.issuedAt),
    "aws:SourceIdentity": session.sourceIdentity,
    "aws:AssumedRoot": session.assumedRoot,
  });
}

function ofOrganization(account: string, organization: OrganizationView): Context {
  const membership = organization.membershipOf(account);
  return present({
    "aws:PrincipalAccount": account,
    "aws:PrincipalOrgID": membership?.organizationId,
    "aws:PrincipalOrgPaths": membership && [membership.path],
  });
}

type Person = Exclude<Principal, { kind: "service" | "anonymous" }>;

function ofPerson(world: World, principal: Person): Context {
  const now = world.clock.now();
  const { account, arn, userId, session } = principal;
  const common = { "aws:PrincipalArn": arn, "aws:userid": userId, ...ofSession(session) };
  switch (principal.kind) {
    case "root":
      return { ...common, "aws:PrincipalType": "Account", ...(session && ofMfa(session, now)) };
    case "user":
      return {
        ...common,
        "aws:PrincipalType": "User",
        "aws:username": principal.userName,
        ...ofTags(userWithId(world, account, userId)?.tags ?? {}),
        ...(session && ofMfa(session, now)),
      };
    case "role":
      return {
        ...common,
        "aws:PrincipalArn": principal.roleArn,
        "aws:PrincipalType": "AssumedRole",
        // Session tags take the place of the role's own (IAM User Guide, "Pass session tags").
        ...ofTags({ ...roleOfSession(world, principal)?.tags, ...session?.tags }),
      };
    default:
      return principal satisfies never;
  }
}

function ofService(service: ServicePrincipal, organization: OrganizationView): Context {
  const { sourceAccount } = service;
  const source = sourceAccount === undefined ? undefined : organization.membershipOf(sourceAccount);
  return present({
    "aws:PrincipalIsAWSService": true,
    "aws:PrincipalServiceName": service.service,
    "aws:PrincipalServiceNamesList": [service.service],
    "aws:SourceArn": service.sourceArn,
    "aws:SourceAccount": sourceAccount,
    "aws:SourceOrgID": source?.organizationId,
    "aws:SourceOrgPaths": source && [source.path],
  });
}

/** Values of global condition keys that follow from who calls (IAM User Guide, "Global condition keys"). */
export function contextOf(
  world: World,
  principal: Principal,
  organization: OrganizationView,
): Context {
  switch (principal.kind) {
    case "anonymous":
      return { "aws:PrincipalType": "Anonymous", "aws:PrincipalIsAWSService": false };
    case "service":
      return ofService(principal, organization);
    default:
      return {
        "aws:PrincipalIsAWSService": false,
        ...ofPerson(world, principal),
        ...ofOrganization(principal.account, organization),
      };
  }
}
