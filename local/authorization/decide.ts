import type { NamedPolicy, PoliciesOfPrincipal } from "../kernel/identity.ts";
import type { AccessRequest, Decision } from "./access-request.ts";
import { allows, denies, policyOf } from "./policy.ts";
import type { Naming } from "./principals.ts";
import { explicitly, implicitly, type PolicyKind } from "./refusal.ts";
import { RequestContext } from "./request-context.ts";
import type { Asked } from "./statement.ts";

/** Everything that bears on one decision. */
interface Case {
  readonly request: AccessRequest;
  readonly policies: PoliciesOfPrincipal;
  readonly asked: Asked;
}

type OfKind = readonly [PolicyKind, readonly NamedPolicy[]];

const resourceKind = ({ resourcePolicyMustAllow }: AccessRequest): PolicyKind =>
  resourcePolicyMustAllow ? "role trust policy" : "resource-based policy";

/** All policies, in the order in which a refusal names the first kind that denies. */
function everyPolicy({ request, policies }: Case): readonly OfKind[] {
  const { resource, resourcePolicy } = request;
  const ofResource = resourcePolicy === undefined ? [] : [resourcePolicy];
  return [
    ["service control policy", policies.serviceControl.flat()],
    [resourceKind(request), ofResource.map((document) => ({ name: resource, document }))],
    ["identity-based policy", policies.identity],
    ["permissions boundary", policies.boundary ? [policies.boundary] : []],
    ["session policy", policies.session],
  ];
}

function explicitDeny(theCase: Case): Decision | undefined {
  for (const [kind, named] of everyPolicy(theCase)) {
    const denier = named.find(({ document }) => denies(policyOf(document), theCase.asked));
    if (denier) return explicitly(theCase.request, kind, denier.name);
  }
  return undefined;
}

function anyAllows(named: readonly NamedPolicy[], asked: Asked): boolean {
  return named.some(({ document }) => allows(policyOf(document), asked) !== undefined);
}

/** How closely the resource's policy names the caller whom it allows. */
function grantOf({ request: { resourcePolicy }, asked }: Case): Naming | undefined {
  return resourcePolicy === undefined ? undefined : allows(policyOf(resourcePolicy), asked);
}

/** The kind of policy of a user or role that fails to allow what the resource does not grant already. */
function lackingOfPrincipal({ policies, asked }: Case, grant?: Naming): PolicyKind | undefined {
  const { identity, boundary, session } = policies;
  if (grant !== "role" && !anyAllows(identity, asked)) return "identity-based policy";
  if (boundary && !anyAllows([boundary], asked)) return "permissions boundary";
  if (session.length > 0 && !anyAllows(session, asked)) return "session policy";
  return undefined;
}

/** The kind of policy that would have to allow and does not. */
function lacking(theCase: Case): PolicyKind | undefined {
  const { request, policies, asked } = theCase;
  const { principal, resourceAccount } = request;
  if (!policies.serviceControl.every((level) => anyAllows(level, asked))) {
    return "service control policy";
  }
  const grant = grantOf(theCase);
  if (principal.kind === "service" || principal.kind === "anonymous") {
    return grant === "direct" ? undefined : resourceKind(request);
  }
  const isOwn = principal.account === resourceAccount;
  if (grant === undefined && (!isOwn || request.resourcePolicyMustAllow)) {
    return resourceKind(request);
  }
  // The root user needs no policy of its own (IAM User Guide, "AWS account root user").
  if (principal.kind === "root" || (isOwn && grant === "direct")) return undefined;
  // Across accounts both sides must allow, however closely the resource names the caller.
  return lackingOfPrincipal(theCase, isOwn ? grant : undefined);
}

/**
 * Decides as AWS does (IAM User Guide, "Policy evaluation logic"): an explicit deny anywhere wins; then
 * each level of service control policies must allow, and the policies of the principal or, within one
 * account, of the resource.
 * @throws MalformedPolicy for a policy that should never have been stored.
 */
export function decide(request: AccessRequest, policies: PoliciesOfPrincipal): Decision {
  const { principal, action, resource } = request;
  const asked = { principal, action, resource, context: new RequestContext(request.context) };
  const theCase = { request, policies, asked };
  const denied = explicitDeny(theCase);
  if (denied) return denied;
  const kind = lacking(theCase);
  return kind === undefined ? { allowed: true } : implicitly(request, kind);
}
