import type {
  DescribeDestinationsRequest,
  DescribeDestinationsResponse,
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse,
} from "@aws-sdk/client-cloudwatch-logs";
import * as z from "zod";
import type { Collection } from "../../kernel/collection.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Operation, ResourceMade, ResourceType, World } from "../../kernel/service.ts";
import { pageOf } from "./group-operation.ts";
import type { LogPlace } from "./groups.ts";

interface PolicyRecord {
  readonly name: string;
  readonly document: string;
  readonly updatedAt: number;
}

const policiesOf = (world: World, { account, region }: LogPlace): Collection<PolicyRecord> =>
  world.storage.collection({ service: "logs", account, region }, "resource-policies");

const properties = z.strictObject({ PolicyName: z.string(), PolicyDocument: z.string() });

/** Lets services write into log groups; here they do it without asking. */
export const resourcePolicyType: ResourceType = {
  type: "AWS::Logs::ResourcePolicy",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const { PolicyName: name, PolicyDocument: document } = properties.parse(given);
    JSON.parse(document);
    const updatedAt = context.world.clock.now();
    policiesOf(context.world, context).set(name, { name, document, updatedAt });
    return { ref: name, attributes: {} };
  },
};

const LONGEST_PAGE = 50;

const describePolicies: Operation<
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse
> = {
  authorize: () => [{ action: "logs:DescribeResourcePolicies", resource: "*" }],
  run(input, call) {
    onlyMembers("logs:DescribeResourcePolicies", input, ["nextToken", "limit"]);
    const all = [...policiesOf(call.world, call).values()];
    const { items, ...next } = pageOf(all, { ...input, limit: input.limit ?? LONGEST_PAGE });
    const resourcePolicies = items.map(({ name, document, updatedAt }) => ({
      ...{ policyName: name, policyDocument: document, lastUpdatedTime: updatedAt },
    }));
    return { resourcePolicies, ...next };
  },
};

/** Destinations cannot be made here, so that there are none. Nukes ask for them. */
const describeDestinations: Operation<DescribeDestinationsRequest, DescribeDestinationsResponse> = {
  authorize: () => [{ action: "logs:DescribeDestinations", resource: "*" }],
  run: () => ({ destinations: [] }),
};

export const policyOperations = {
  DescribeResourcePolicies: describePolicies,
  DescribeDestinations: describeDestinations,
};
