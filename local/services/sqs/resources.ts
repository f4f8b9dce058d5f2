import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../kernel/service.ts";
import type { SqsDependencies } from "./dependencies.ts";
import { makeQueue, queueUrl } from "./queue-operations.ts";
import { addressedQueue, noSuchQueue, queuesOf, replaceQueue } from "./queues.ts";
import { parseSettings, settingsSchema } from "./settings.ts";

const LONGEST_NAME = 80;

const queueProperties = settingsSchema.partial().extend({
  QueueName: z.string().optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
});

/** A standard queue. Errors: those of CreateQueue. */
export const queueType = (dependencies: SqsDependencies): ResourceType => ({
  type: "AWS::SQS::Queue",
  properties: Object.keys(queueProperties.shape),
  create(given: object, context): ResourceMade {
    const { QueueName, Tags, ...settings } = queueProperties.strict().parse(given);
    const name = QueueName ?? context.physicalName(LONGEST_NAME);
    const own = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
    const tags = { ...context.tags, ...own };
    const change = { settings: parseSettings(settings) };
    const queue = makeQueue(context.world, { place: context, name, change, tags });
    const url = queueUrl(dependencies, queue);
    return { ref: url, attributes: { Arn: queue.arn, QueueName: name, QueueUrl: url } };
  },
});

const policyProperties = z.strictObject({
  Queues: z.array(z.string()),
  PolicyDocument: z.record(z.string(), z.unknown()),
});

/** The policy of queues of the stack's account. */
export const queuePolicyType: ResourceType = {
  type: "AWS::SQS::QueuePolicy",
  properties: Object.keys(policyProperties.shape),
  create(given: unknown, context): ResourceMade {
    const { Queues, PolicyDocument } = policyProperties.parse(given);
    for (const url of Queues) {
      const queue = queuesOf(context.world, context).get(addressedQueue(url).name);
      if (!queue) throw noSuchQueue();
      replaceQueue(context.world, { ...queue, policy: JSON.stringify(PolicyDocument) });
    }
    const id = context.physicalName(LONGEST_NAME);
    return { ref: id, attributes: { Id: id } };
  },
};
