import {
  type ListTagsForResourceCommandInput,
  type ListTagsForResourceCommandOutput,
  ResourceNotFoundException,
  type Tag,
  type TagResourceCommandInput,
  type UntagResourceCommandInput,
} from "@aws-sdk/client-sns";
import type { Call, Operation } from "../../kernel/service.ts";
import { topicAuthorization } from "./topic-operation.ts";
import { findTopic, type TopicRecord, topicsAt } from "./topics.ts";

interface TaggedInput {
  readonly ResourceArn: string | undefined;
}

export const tagsFrom = (tags: readonly Tag[] | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));

function operation<I extends TaggedInput, O>(
  name: string,
  run: (topic: TopicRecord, input: I, call: Call) => O,
): Operation<I, O> {
  return {
    authorize: ({ ResourceArn = "" }, call) => [topicAuthorization(name, ResourceArn, call)],
    run(input, call) {
      const topic = findTopic(call.world, input.ResourceArn ?? "");
      if (topic !== undefined) return run(topic, input, call);
      throw new ResourceNotFoundException({ message: "Resource does not exist", $metadata: {} });
    },
  };
}

export const tagOperations = {
  TagResource: operation<TagResourceCommandInput, object>(
    "TagResource",
    (topic, { Tags }, { world }) => {
      const tags = { ...topic.tags, ...tagsFrom(Tags) };
      topicsAt(world, topic).set(topic.name, { ...topic, tags });
      return {};
    },
  ),
  UntagResource: operation<UntagResourceCommandInput, object>(
    "UntagResource",
    (topic, { TagKeys = [] }, { world }) => {
      const kept = Object.entries(topic.tags).filter(([key]) => !TagKeys.includes(key));
      topicsAt(world, topic).set(topic.name, { ...topic, tags: Object.fromEntries(kept) });
      return {};
    },
  ),
  ListTagsForResource: operation<
    ListTagsForResourceCommandInput,
    Omit<ListTagsForResourceCommandOutput, "$metadata">
  >("ListTagsForResource", ({ tags }) => ({
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  })),
} satisfies Readonly<Record<string, Operation>>;
