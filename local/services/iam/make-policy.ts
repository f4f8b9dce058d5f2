import type { Tag } from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { alreadyExists, limitExceeded } from "./errors.ts";
import { checkIdentityPolicy } from "./identity-policy.ts";
import { checkDescription, checkName, pathFor } from "./names.ts";
import { sizeOf } from "./policy-syntax.ts";
import { QUOTAS } from "./quotas.ts";
import type { ManagedPolicyRecord } from "./records.ts";
import { keyOf, policiesOf } from "./tables.ts";
import { withTags } from "./tag-set.ts";
import { uniqueId } from "./unique-ids.ts";

/** A managed policy to be made, in the words of CreatePolicy. */
export interface NewPolicy {
  readonly account: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
  readonly Path?: string | undefined;
  readonly Description?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export const LONGEST_POLICY_NAME = 128;

/** Checks the document of a managed policy. Errors: MalformedPolicyDocument, LimitExceeded. */
export function checkManagedDocument(document: string): void {
  checkIdentityPolicy(document);
  if (sizeOf(document) > QUOTAS.policySize) throw limitExceeded("PolicySize", QUOTAS.policySize);
}

/**
 * Makes a managed policy. Errors: EntityAlreadyExists, LimitExceeded, MalformedPolicyDocument,
 * ValidationError.
 */
export function makePolicy(world: World, policy: NewPolicy): ManagedPolicyRecord {
  const { account, PolicyName: name, PolicyDocument: document, Description } = policy;
  checkName("policyName", name, LONGEST_POLICY_NAME);
  checkDescription(Description);
  checkManagedDocument(document);
  const policies = policiesOf(world, account);
  if (policies.has(keyOf(name))) {
    throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
  }
  if (policies.size >= QUOTAS.policies) throw limitExceeded("PoliciesPerAccount", QUOTAS.policies);
  const now = world.clock.now();
  const record: ManagedPolicyRecord = {
    account,
    name,
    path: pathFor(policy.Path),
    id: uniqueId(world, "ANPA"),
    createdAt: now,
    updatedAt: now,
    tags: withTags({}, policy.Tags),
    ...(Description !== undefined && { description: Description }),
    versions: [{ id: "v1", document, createdAt: now }],
    defaultVersion: "v1",
    nextVersion: 2,
  };
  policies.set(keyOf(name), record);
  return record;
}
