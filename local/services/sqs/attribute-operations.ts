import type {
  GetQueueAttributesRequest,
  GetQueueAttributesResult,
  ListQueueTagsRequest,
  ListQueueTagsResult,
  SetQueueAttributesRequest,
  TagQueueRequest,
  UntagQueueRequest,
} from "@aws-sdk/client-sqs";
import type { World } from "../../kernel/service.ts";
import { counts } from "./counts.ts";
import { queueOperation } from "./queue-operation.ts";
import { type QueueRecord, replaceQueue } from "./queues.ts";
import { readAttributes, withChange } from "./settings.ts";

function namedCounts(world: World, queue: QueueRecord) {
  const { ApproximateNumberOfMessagesVisible: visible, ...others } = counts(world, queue);
  return { ApproximateNumberOfMessages: visible, ...others };
}

function attributesOf(world: World, queue: QueueRecord): Record<string, string> {
  const { RedrivePolicy, ...settings } = queue.settings;
  const all = {
    QueueArn: queue.arn,
    CreatedTimestamp: Math.floor(queue.createdAt / 1000),
    LastModifiedTimestamp: Math.floor(queue.modifiedAt / 1000),
    ...namedCounts(world, queue),
    ...settings,
    ...(queue.policy !== undefined && { Policy: queue.policy }),
    ...(RedrivePolicy && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
}

const get = queueOperation<GetQueueAttributesRequest, GetQueueAttributesResult>({
  name: "GetQueueAttributes",
  members: ["AttributeNames"],
  run(queue, { AttributeNames = [] }, { world }) {
    const wanted = AttributeNames as readonly string[];
    const entries = Object.entries(attributesOf(world, queue)).filter(
      ([name]) => wanted.includes("All") || wanted.includes(name),
    );
    return entries.length === 0 ? {} : { Attributes: Object.fromEntries(entries) };
  },
});

const set = queueOperation<SetQueueAttributesRequest, object>({
  name: "SetQueueAttributes",
  members: ["Attributes"],
  run(queue, { Attributes = {} }, { world }) {
    const changed = withChange(queue, readAttributes(Attributes));
    replaceQueue(world, { ...changed, modifiedAt: world.clock.now() });
    return {};
  },
});

const listTags = queueOperation<ListQueueTagsRequest, ListQueueTagsResult>({
  name: "ListQueueTags",
  run: ({ tags }) => (Object.keys(tags).length === 0 ? {} : { Tags: { ...tags } }),
});

const tag = queueOperation<TagQueueRequest, object>({
  name: "TagQueue",
  members: ["Tags"],
  run(queue, { Tags = {} }, { world }) {
    replaceQueue(world, { ...queue, tags: { ...queue.tags, ...Tags } });
    return {};
  },
});

const untag = queueOperation<UntagQueueRequest, object>({
  name: "UntagQueue",
  members: ["TagKeys"],
  run(queue, { TagKeys = [] }, { world }) {
    const left = Object.entries(queue.tags).filter(([key]) => !TagKeys.includes(key));
    replaceQueue(world, { ...queue, tags: Object.fromEntries(left) });
    return {};
  },
});

export const attributeOperations = {
  GetQueueAttributes: get,
  SetQueueAttributes: set,
  ListQueueTags: listTags,
  TagQueue: tag,
  UntagQueue: untag,
};
