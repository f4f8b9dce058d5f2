import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../kernel/service.ts";
import { attachPolicy } from "./attach-policy.ts";
import { checkManagement, tagsFor } from "./cfn-context.ts";
import { makePolicy, policySummary } from "./policies.ts";

const properties = z.strictObject({
  Name: z.string(),
  Type: z.string(),
  /** The document, or its text. */
  Content: z.union([z.string(), z.record(z.string(), z.unknown())]),
  Description: z.string().optional(),
  TargetIds: z.array(z.string()).optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});

/**
 * A service control policy and its attachments. A document that is given as an object is stored without
 * white space, as CloudFormation does. Errors: those of CreatePolicy and AttachPolicy.
 */
export const policyType: ResourceType = {
  type: "AWS::Organizations::Policy",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    checkManagement(context);
    const { Content, TargetIds = [], Tags, ...asked } = properties.parse(given);
    const { world } = context;
    const policy = makePolicy(world, {
      ...asked,
      Content: typeof Content === "string" ? Content : JSON.stringify(Content),
      Tags: tagsFor(context, Tags),
    });
    for (const target of TargetIds) attachPolicy(world, policy.id, target);
    const { Id, Arn, AwsManaged } = policySummary(world, policy);
    return { ref: policy.id, attributes: { Id, Arn, AwsManaged } };
  },
};
