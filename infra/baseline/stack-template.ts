import type {
  Baseline,
  BaselinePolicy,
  BaselineRole,
  PolicyReference,
} from "../../domain/baseline/baseline.ts";
import { nameInAccount } from "../../domain/baseline/wanted.ts";

/** A template of CloudFormation, as far as baselines need one. */
export interface StackTemplate {
  readonly AWSTemplateFormatVersion: "2010-09-09";
  readonly Description: string;
  readonly Metadata: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, StackResource>>;
}

interface StackResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

type Reference = (policy: PolicyReference | undefined) => unknown;

/**
 * The roles and policies of a baseline as a template for a StackSet, which makes the same in accounts that
 * Mayfly does not vend. CloudFormation has no types for the rest: it stands in the template's metadata.
 *
 * @throws Error for a baseline that would have none
 * @param prefix first part of the names, as the deployment that they are modelled on gives it
 */
export function stackTemplate(baseline: Baseline, prefix: string): StackTemplate {
  const { policies, roles } = baseline;
  if (policies.length + roles.length === 0)
    throw new Error(
      `The baseline ${baseline.name} has neither roles nor policies: CloudFormation takes no template without resources.`,
    );
  const ids = new Map(policies.map(({ name }, index) => [name, `Policy${index + 1}`]));
  const reference: Reference = (policy) => {
    if (policy === undefined) return undefined;
    return "arn" in policy ? policy.arn : { Ref: ids.get(policy.policy) };
  };
  const naming = { baseline, prefix };
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: baseline.description.slice(0, LONGEST_DESCRIPTION),
    Metadata: { Baseline: baseline.name, NotIncluded: notIncluded(baseline) },
    Resources: Object.fromEntries([
      ...policies.map((each, index) => [`Policy${index + 1}`, managedPolicy(naming, each)]),
      ...roles.map((each, index) => [`Role${index + 1}`, role(naming, each, reference)]),
    ]) as Readonly<Record<string, StackResource>>,
  };
}

/** Bytes that CloudFormation takes as the description of a template. */
const LONGEST_DESCRIPTION = 1_024;

/** Members of the document that no resource type of CloudFormation sets. */
function notIncluded({
  passwordPolicy,
  contacts,
  blockPublicS3,
  regions,
}: Baseline): readonly string[] {
  return [
    "alias",
    ...(passwordPolicy === undefined ? [] : ["passwordPolicy"]),
    ...(Object.keys(contacts).length === 0 ? [] : ["contacts"]),
    ...(blockPublicS3 ? ["blockPublicS3"] : []),
    ...(regions.length === 0 ? [] : ["regions"]),
  ];
}

interface Naming {
  readonly baseline: Baseline;
  readonly prefix: string;
}

const managedPolicy = ({ baseline, prefix }: Naming, policy: BaselinePolicy): StackResource => ({
  Type: "AWS::IAM::ManagedPolicy",
  Properties: {
    ManagedPolicyName: nameInAccount(baseline, prefix, policy.name),
    Description: policy.description,
    PolicyDocument: filled(policy.document, prefix),
  },
});

function role(
  { baseline, prefix }: Naming,
  wanted: BaselineRole,
  reference: Reference,
): StackResource {
  const tags = { ...baseline.tags, ...wanted.tags };
  const boundary = reference(wanted.permissionsBoundary);
  return {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: nameInAccount(baseline, prefix, wanted.name),
      Description: wanted.description,
      AssumeRolePolicyDocument: filled(wanted.trust, prefix),
      ManagedPolicyArns: wanted.managedPolicies.map(reference),
      Policies: Object.entries(wanted.inlinePolicies).map(([PolicyName, document]) => ({
        ...{ PolicyName, PolicyDocument: filled(document, prefix) },
      })),
      ...(boundary === undefined ? {} : { PermissionsBoundary: boundary }),
      MaxSessionDuration: wanted.longestSession,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    },
  };
}

/** Texts of the document, with CloudFormation's word for the account's number; IAM's own variables stay. */
function filled(value: unknown, prefix: string): unknown {
  if (typeof value === "string") return text(value.replaceAll("${Prefix}", prefix));
  if (Array.isArray(value)) return value.map((each) => filled(each, prefix));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, filled(each, prefix)]),
  );
}

/** `${!aws:username}` is how Fn::Sub writes what it is to leave alone. */
const text = (value: string): unknown =>
  value.includes("${AccountId}")
    ? {
        "Fn::Sub": value.replaceAll("${", "${!").replaceAll("${!AccountId}", "${AWS::AccountId}"),
      }
    : value;
