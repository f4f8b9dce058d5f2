import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../kernel/service.ts";
import { makeSubscription } from "./subscription-operations.ts";
import { makeTopic } from "./topic-operations.ts";
import { topicArn, topicFor, topicsAt } from "./topics.ts";

const LONGEST_NAME = 256;

const topicProperties = z.strictObject({
  TopicName: z.string().optional(),
  DisplayName: z.string().optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
});

/** A standard topic. */
const topicType: ResourceType = {
  type: "AWS::SNS::Topic",
  properties: Object.keys(topicProperties.shape),
  create(given: unknown, context): ResourceMade {
    const { TopicName, DisplayName: displayName, Tags } = topicProperties.parse(given);
    const name = TopicName ?? context.physicalName(LONGEST_NAME);
    const own = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
    makeTopic(context.world, context, { name, displayName, tags: { ...context.tags, ...own } });
    const arn = topicArn(context, name);
    return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  },
};

const subscriptionProperties = z.strictObject({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  RawMessageDelivery: z.boolean().default(false),
});

const subscriptionType: ResourceType = {
  type: "AWS::SNS::Subscription",
  properties: Object.keys(subscriptionProperties.shape),
  create(given: unknown, { world }): ResourceMade {
    const asked = subscriptionProperties.parse(given);
    const { TopicArn, Protocol: protocol, Endpoint: endpoint, RawMessageDelivery: isRaw } = asked;
    const { arn } = makeSubscription(world, { topicArn: TopicArn, protocol, endpoint, isRaw });
    return { ref: arn, attributes: { Arn: arn } };
  },
};

const policyProperties = z.strictObject({
  Topics: z.array(z.string()),
  PolicyDocument: z.record(z.string(), z.unknown()),
});

/** The policy of topics; it replaces the default one. */
const policyType: ResourceType = {
  type: "AWS::SNS::TopicPolicy",
  properties: Object.keys(policyProperties.shape),
  create(given: unknown, context): ResourceMade {
    const { Topics, PolicyDocument } = policyProperties.parse(given);
    for (const arn of Topics) {
      const topic = topicFor(context.world, arn);
      const policy = JSON.stringify(PolicyDocument);
      topicsAt(context.world, topic).set(topic.name, { ...topic, policy });
    }
    const id = context.physicalName(LONGEST_NAME);
    return { ref: id, attributes: { Id: id } };
  },
};

export const snsTypes: readonly ResourceType[] = [topicType, subscriptionType, policyType];
