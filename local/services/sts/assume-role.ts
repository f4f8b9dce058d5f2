import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from "@aws-sdk/client-sts";
import { roleWithArn } from "../../identity/assume-as-service.ts";
import type { OrganizationView } from "../../identity/organization-view.ts";
import { roleSession } from "../../identity/principals.ts";
import { issueSession } from "../../identity/sessions.ts";
import type { SessionFacts } from "../../kernel/principal.ts";
import type { Call, Operation } from "../../kernel/service.ts";
import type { RoleRecord } from "../iam/records.ts";
import { keyOf, rolesOf } from "../iam/tables.ts";
import { credentialsAnswer } from "./answers.ts";
import { accessDenied, validationError } from "./errors.ts";
import { checkExternalId, checkSessionName, durationFor } from "./inputs.ts";
import { useMfa } from "./mfa.ts";
import { type Answer, stsOperation } from "./operation.ts";
import { roleEntry, sourceIdentityFor } from "./role-entry.ts";
import { type SessionPolicies, sessionPoliciesFor } from "./session-policies.ts";
import { sessionTagsFor } from "./session-tags.ts";

const DURATIONS = { shortest: 900, longest: 43_200, usual: 3600 };
/** A session that is made from another role's lasts an hour at most (facts 2.2). */
const LONGEST_CHAINED = 3600;

function durationOf(input: AssumeRoleCommandInput, role: RoleRecord, { principal }: Call): number {
  const duration = durationFor(input.DurationSeconds, DURATIONS);
  if (principal.kind === "role" && duration > LONGEST_CHAINED) {
    throw validationError(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  if (duration > role.maxSessionDuration) {
    throw validationError(
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  return duration;
}

function checkSourceIdentity(input: AssumeRoleCommandInput, call: Call): string | undefined {
  const { SourceIdentity } = input;
  if (SourceIdentity === undefined) return sourceIdentityFor(input, call);
  checkSessionName("sourceIdentity", SourceIdentity);
  if (SourceIdentity.startsWith("aws:")) {
    throw validationError("The source identity must not begin with aws:");
  }
  if (sourceIdentityFor(input, call) !== SourceIdentity) {
    throw accessDenied("The source identity of a session cannot be changed by role chaining.");
  }
  return SourceIdentity;
}

function factsOf(
  input: AssumeRoleCommandInput,
  call: Call,
  { role, policies }: { readonly role: RoleRecord; readonly policies: SessionPolicies },
): SessionFacts {
  const issuedAt = call.world.clock.now();
  const sourceIdentity = checkSourceIdentity(input, call);
  const { tags, transitiveTagKeys } = sessionTagsFor(input, call.principal);
  return {
    issuedAt,
    expiresAt: issuedAt + durationOf(input, role, call) * 1000,
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(transitiveTagKeys.length > 0 && { transitiveTagKeys }),
    ...(policies.documents.length > 0 && { policies: policies.documents }),
  };
}

function noteUse({ world, region }: Call, role: RoleRecord): void {
  const lastUsed = { at: world.clock.now(), region };
  rolesOf(world, role.account).set(keyOf(role.name), { ...role, lastUsed });
}

function answer(input: AssumeRoleCommandInput, call: Call): Answer<AssumeRoleCommandOutput> {
  const { RoleArn = "", RoleSessionName = "" } = input;
  const { world } = call;
  checkSessionName("roleSessionName", RoleSessionName);
  checkExternalId(input.ExternalId);
  const role = roleWithArn(world, RoleArn);
  // Only a request that was not authorized comes here without a role.
  if (!role) throw accessDenied(`Not authorized to perform: sts:AssumeRole on ${RoleArn}`);
  const policies = sessionPoliciesFor(world, role.account, input);
  const facts = factsOf(input, call, { role, policies });
  useMfa(input, call);
  noteUse(call, role);
  const session = issueSession(world, {
    account: role.account,
    owner: { kind: "role", roleName: role.name, roleId: role.id, sessionName: RoleSessionName },
    facts,
  });
  const { arn, userId } = roleSession(role, RoleSessionName, facts);
  return {
    Credentials: credentialsAnswer(session),
    AssumedRoleUser: { Arn: arn, AssumedRoleId: userId },
    ...(policies.percent !== undefined && { PackedPolicySize: policies.percent }),
    ...(facts.sourceIdentity !== undefined && { SourceIdentity: facts.sourceIdentity }),
  };
}

/** Entering a role for a time. */
export const assumeRole = (organization: OrganizationView): Operation<AssumeRoleCommandInput> =>
  stsOperation<AssumeRoleCommandInput, Answer<AssumeRoleCommandOutput>>({
    name: "AssumeRole",
    members: [
      ...(["RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId"] as const),
      ...(["Policy", "PolicyArns", "Tags", "TransitiveTagKeys"] as const),
      ...(["SerialNumber", "TokenCode", "SourceIdentity"] as const),
    ],
    authorize: (input, call) => roleEntry(input, call, organization),
    run: answer,
  });
