import { MalformedPolicyDocumentException } from "@aws-sdk/client-iam";
import type { PolicyDescriptorType } from "@aws-sdk/client-sts";
import type { World } from "../../kernel/service.ts";
import { defaultDocument, policyWithArn } from "../iam/find.ts";
import { checkIdentityPolicy } from "../iam/identity-policy.ts";
import {
  constraintError,
  malformedPolicy,
  packedPolicyTooLarge,
  validationError,
} from "./errors.ts";

export interface PolicyInput {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
}

/** Session policies, and how much of the room for them they take. */
export interface SessionPolicies {
  readonly documents: readonly string[];
  readonly percent?: number;
}

const MOST_ARNS = 10;
/** Characters of the inline policy and the ARNs together (facts 2.2). */
const MOST_CHARACTERS = 2048;

function checkInline(policy: string): void {
  try {
    checkIdentityPolicy(policy);
  } catch (error) {
    if (error instanceof MalformedPolicyDocumentException) throw malformedPolicy(error.message);
    throw error;
  }
}

function managed(world: World, account: string, arn: string): string {
  const policy = policyWithArn(world, arn);
  if (!policy || (policy.account !== account && policy.account !== "aws")) {
    throw validationError(`PolicyArn ${arn} is invalid.`);
  }
  return defaultDocument(policy);
}

/**
 * The session policies of a request; managed ones are those of the role's account.
 * Errors: MalformedPolicyDocument, PackedPolicyTooLarge, ValidationError.
 */
export function sessionPoliciesFor(
  world: World,
  account: string,
  { Policy, PolicyArns = [] }: PolicyInput,
): SessionPolicies {
  if (PolicyArns.length > MOST_ARNS) {
    const constraint = `Member must have length less than or equal to ${MOST_ARNS}`;
    throw constraintError("policyArns", PolicyArns.length, constraint);
  }
  if (Policy !== undefined) checkInline(Policy);
  const arns = PolicyArns.map(({ arn = "" }) => arn);
  const size = (Policy ?? "").length + arns.join("").length;
  const percent = Math.ceil((size / MOST_CHARACTERS) * 100);
  if (percent > 100) throw packedPolicyTooLarge(percent);
  const inline = Policy === undefined ? [] : [Policy];
  const documents = [...inline, ...arns.map((arn) => managed(world, account, arn))];
  return { documents, ...(documents.length > 0 && { percent }) };
}
