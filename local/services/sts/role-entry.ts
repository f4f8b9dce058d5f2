import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import { roleWithArn } from "../../identity/assume-as-service.ts";
import type { OrganizationView } from "../../identity/organization-view.ts";
import type { Authorization, Call } from "../../kernel/service.ts";
import { parseArn } from "../iam/arns.ts";
import { resourceTags } from "../iam/operation.ts";
import { trustPolicyOf } from "../iam/trust-policy.ts";
import { accessDenied, validationError } from "./errors.ts";
import { mfaProof } from "./mfa.ts";
import { incomingTags } from "./session-tags.ts";

type Context = NonNullable<Authorization["context"]>;

function ofRequest(input: AssumeRoleCommandInput): Context {
  const { Tags = [], TransitiveTagKeys = [] } = input;
  const { RoleSessionName, ExternalId, SourceIdentity, DurationSeconds } = input;
  return {
    ...(RoleSessionName !== undefined && { "sts:RoleSessionName": RoleSessionName }),
    ...(ExternalId !== undefined && { "sts:ExternalId": ExternalId }),
    ...(SourceIdentity !== undefined && { "sts:SourceIdentity": SourceIdentity }),
    ...(DurationSeconds !== undefined && { "sts:DurationSeconds": DurationSeconds }),
    ...(TransitiveTagKeys.length > 0 && { "sts:TransitiveTagKeys": TransitiveTagKeys }),
    ...Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [`aws:RequestTag/${Key}`, Value])),
    ...(Tags.length > 0 && { "aws:TagKeys": Tags.map(({ Key = "" }) => Key) }),
  };
}

/** Where the role lies in the organization: `aws:ResourceOrgPaths` fences off accounts. */
export function ofResource(account: string, organization: OrganizationView): Context {
  const membership = organization.membershipOf(account);
  return {
    "aws:ResourceAccount": account,
    ...(membership && {
      "aws:ResourceOrgID": membership.organizationId,
      "aws:ResourceOrgPaths": [membership.path],
    }),
  };
}

/** A code that comes with the request counts as MFA of this very moment. */
function ofMfa(input: AssumeRoleCommandInput, call: Call): Context {
  if (mfaProof(input, call) === undefined) return {};
  return { "aws:MultiFactorAuthPresent": true, "aws:MultiFactorAuthAge": 0 };
}

/** The source identity of the new session: once set, it stays along the whole chain. */
export function sourceIdentityFor({ SourceIdentity }: AssumeRoleCommandInput, call: Call) {
  const { principal } = call;
  const inherited = principal.kind === "role" ? principal.session.sourceIdentity : undefined;
  return inherited ?? SourceIdentity;
}

/**
 * What must be allowed to enter the role. Tags and a source identity need permissions of their own, also
 * when they come along from the session before (IAM User Guide, "Pass session tags" and "Monitor and
 * control actions taken with assumed roles").
 */
function actionsFor(input: AssumeRoleCommandInput, call: Call): readonly string[] {
  const isTagged = (input.Tags ?? []).length > 0;
  const hasIncoming = Object.keys(incomingTags(call.principal)).length > 0;
  return [
    "sts:AssumeRole",
    ...(isTagged || hasIncoming ? ["sts:TagSession"] : []),
    ...(sourceIdentityFor(input, call) === undefined ? [] : ["sts:SetSourceIdentity"]),
  ];
}

/** What must be allowed before AssumeRole runs. Errors: AccessDenied, ValidationError. */
export function roleEntry(
  input: AssumeRoleCommandInput,
  call: Call,
  organization: OrganizationView,
): readonly Authorization[] {
  if (call.principal.kind === "root") {
    throw accessDenied("Roles may not be assumed by root accounts.");
  }
  const { RoleArn: resource = "" } = input;
  const { account, kind } = parseArn(resource) ?? {};
  if (account === undefined || kind !== "role") throw validationError(`${resource} is invalid`);
  const role = roleWithArn(call.world, resource);
  const context = {
    ...ofRequest(input),
    ...ofResource(account, organization),
    ...resourceTags(role?.tags),
    ...ofMfa(input, call),
  };
  return actionsFor(input, call).map((action) => ({
    action,
    resource,
    resourceAccount: account,
    // A role that does not exist is refused like one that trusts nobody.
    ...(role && { resourcePolicy: trustPolicyOf(call.world, role) }),
    resourcePolicyMustAllow: true,
    context,
  }));
}
