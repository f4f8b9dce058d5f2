import * as sdk from "@aws-sdk/client-organizations";
import {
  DuplicatePolicyException,
  PolicyNotFoundException,
  type PolicySummary,
} from "@aws-sdk/client-organizations";
import { NotEmulated } from "../../kernel/aws-error.ts";
import type { World } from "../../kernel/service.ts";
import { policyArn } from "./arns.ts";
import { invalidInput, violation } from "./failures.ts";
import { newPolicyId } from "./ids.ts";
import { POLICIES } from "./limits.ts";
import { organizationOf } from "./organization.ts";
import { checkContent } from "./policy-document.ts";
import { type PolicyRecord, policiesOf } from "./records.ts";
import { withTags } from "./tags.ts";
import { PATTERNS } from "./tree.ts";

/** What a new policy is made from, as requests and templates have it. */
export interface NewPolicy {
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
  readonly Content?: string | undefined;
  readonly Type?: string | undefined;
  readonly Tags?: sdk.Tag[] | undefined;
}

/** Throws InvalidInputException for what is no policy type, NotEmulated for those that are not here. */
export function checkPolicyType(type: string | undefined): void {
  if (type === "SERVICE_CONTROL_POLICY") return;
  const known: readonly string[] = Object.values(sdk.PolicyType);
  if (!known.includes(type ?? "")) throw invalidInput("INVALID_ENUM_POLICY_TYPE");
  throw new NotEmulated(`policies of the type ${type} in AWS Organizations`);
}

/** The policy with this id. Throws InvalidInputException and PolicyNotFoundException. */
export function findPolicy(world: World, id = ""): PolicyRecord {
  if (!PATTERNS.policy.test(id)) throw invalidInput("INVALID_SYNTAX_POLICY_ID");
  const found = policiesOf(world).get(id);
  if (found) return found;
  const message = "You specified a policy that doesn't exist.";
  throw new PolicyNotFoundException({ message, $metadata: {} });
}

export function policySummary(world: World, policy: PolicyRecord): PolicySummary {
  return {
    Id: policy.id,
    Arn: policyArn(organizationOf(world), policy),
    Name: policy.name,
    Description: policy.description,
    Type: "SERVICE_CONTROL_POLICY",
    AwsManaged: policy.isAwsManaged,
  };
}

export function policyAnswer(world: World, policy: PolicyRecord) {
  return { PolicySummary: policySummary(world, policy), Content: policy.content };
}

function checkName(world: World, name: string, ownId?: string): void {
  if (name.length === 0) throw invalidInput("MIN_LENGTH_EXCEEDED");
  if (name.length > POLICIES.longestName) throw invalidInput("MAX_LENGTH_EXCEEDED");
  const isTaken = [...policiesOf(world).values()].some(
    (policy) => policy.name === name && policy.id !== ownId,
  );
  if (!isTaken) return;
  const message = "A policy with the same name already exists.";
  throw new DuplicatePolicyException({ message, $metadata: {} });
}

function checkDescription(description: string): void {
  if (description.length > POLICIES.longestDescription) throw invalidInput("MAX_LENGTH_EXCEEDED");
}

/** Makes a policy, attached to nothing. Errors: those of CreatePolicy. */
export function makePolicy(world: World, asked: NewPolicy): PolicyRecord {
  const { Name = "", Description = "", Content = "", Type, Tags = [] } = asked;
  checkPolicyType(Type);
  checkName(world, Name);
  checkDescription(Description);
  checkContent(Content);
  const own = [...policiesOf(world).values()].filter(({ isAwsManaged }) => !isAwsManaged);
  if (own.length >= POLICIES.most) throw violation("POLICY_NUMBER_LIMIT_EXCEEDED");
  const policy: PolicyRecord = {
    id: newPolicyId(world),
    name: Name,
    description: Description,
    content: Content,
    isAwsManaged: false,
    tags: withTags({}, Tags),
  };
  policiesOf(world).set(policy.id, policy);
  return policy;
}

/** Changes what is given of a policy. Errors: those of UpdatePolicy. */
export function changePolicy(world: World, policy: PolicyRecord, changes: NewPolicy): PolicyRecord {
  if (policy.isAwsManaged) throw invalidInput("IMMUTABLE_POLICY");
  const { Name, Description, Content } = changes;
  if (Name !== undefined) checkName(world, Name, policy.id);
  if (Description !== undefined) checkDescription(Description);
  if (Content !== undefined) checkContent(Content);
  const changed = {
    ...policy,
    name: Name ?? policy.name,
    description: Description ?? policy.description,
    content: Content ?? policy.content,
  };
  policiesOf(world).set(policy.id, changed);
  return changed;
}
