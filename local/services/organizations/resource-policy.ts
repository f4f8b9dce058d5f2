import {
  type DescribeResourcePolicyCommandOutput,
  type PutResourcePolicyCommandInput,
  type PutResourcePolicyCommandOutput,
  type ResourcePolicy,
  ResourcePolicyNotFoundException,
} from "@aws-sdk/client-organizations";
import { MalformedPolicy } from "../../authorization/malformed-policy.ts";
import { policyOf } from "../../authorization/policy.ts";
import { readPolicyDocument, type StatementDocument } from "../../authorization/policy-document.ts";
import { NotEmulated } from "../../kernel/aws-error.ts";
import type { World } from "../../kernel/service.ts";
import { resourcePolicyArn } from "./arns.ts";
import { invalidInput } from "./failures.ts";
import { newResourcePolicyId } from "./ids.ts";
import { LONGEST_RESOURCE_POLICY } from "./limits.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { organizationOf } from "./organization.ts";
import { type ResourcePolicyRecord, resourcePoliciesOf } from "./records.ts";

function statementsOf(content: string): readonly StatementDocument[] {
  try {
    policyOf(content);
    return readPolicyDocument(content).Statement;
  } catch (error) {
    if (error instanceof MalformedPolicy) throw invalidInput("INVALID_RESOURCE_POLICY_JSON");
    throw error;
  }
}

/** Delegation is by lists of what is allowed: NotAction and NotResource are refused since June 2026. */
function checkStatement({ Principal, NotPrincipal, NotAction, NotResource }: StatementDocument) {
  const isAllowList = Principal && !NotPrincipal && !NotAction && !NotResource;
  if (!isAllowList) throw invalidInput("UNSUPPORTED_ACTION_IN_RESOURCE_POLICY");
}

function checkContent(content: string): void {
  if (content.length === 0) throw invalidInput("MIN_LENGTH_EXCEEDED");
  if (content.length > LONGEST_RESOURCE_POLICY) throw invalidInput("MAX_LENGTH_EXCEEDED");
  for (const each of statementsOf(content)) checkStatement(each);
}

function resourcePolicyAnswer(world: World, { id, content }: ResourcePolicyRecord): ResourcePolicy {
  return {
    ResourcePolicySummary: { Id: id, Arn: resourcePolicyArn(organizationOf(world), id) },
    Content: content,
  };
}

const existing = (world: World) => [...resourcePoliciesOf(world).values()].at(0);

const put = organizationOperation<
  PutResourcePolicyCommandInput,
  Answer<PutResourcePolicyCommandOutput>
>({
  name: "PutResourcePolicy",
  members: ["Content", "Tags"],
  access: "management",
  run({ Content = "", Tags = [] }, { world }) {
    if (Tags.length > 0) throw new NotEmulated("tags of the resource policy of an organization");
    checkContent(Content);
    const { id, tags } = existing(world) ?? { id: newResourcePolicyId(world), tags: {} };
    const policy = { id, content: Content, tags };
    resourcePoliciesOf(world).set(id, policy);
    return { ResourcePolicy: resourcePolicyAnswer(world, policy) };
  },
});

function findResourcePolicy(world: World): ResourcePolicyRecord {
  const policy = existing(world);
  if (policy) return policy;
  const message = "We can't find a resource policy request with the parameter that you specified.";
  throw new ResourcePolicyNotFoundException({ message, $metadata: {} });
}

const describe = organizationOperation<object, Answer<DescribeResourcePolicyCommandOutput>>({
  name: "DescribeResourcePolicy",
  members: [],
  access: "read",
  run: (_input, { world }) => ({
    ResourcePolicy: resourcePolicyAnswer(world, findResourcePolicy(world)),
  }),
});

const remove = organizationOperation<object, object>({
  name: "DeleteResourcePolicy",
  members: [],
  access: "management",
  run(_input, { world }) {
    resourcePoliciesOf(world).delete(findResourcePolicy(world).id);
    return {};
  },
});

export const resourcePolicyOperations = {
  PutResourcePolicy: put,
  DescribeResourcePolicy: describe,
  DeleteResourcePolicy: remove,
};
