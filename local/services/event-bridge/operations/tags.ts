import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-eventbridge";
import type { Call, Operation } from "../../../kernel/service.ts";
import { notFound } from "../errors.ts";
import { type Answer, busName, eventsOperation, requestTags, tagsOf } from "../operation.ts";
import { busesAt, ruleKey, rulesAt } from "../records.ts";

type Tags = Readonly<Record<string, string>>;

/** Something with tags: what they are, and how to replace them. */
interface Tagged {
  readonly tags: Tags;
  replace(tags: Tags): void;
}

function taggedAt({ world, ...site }: Call, arn: string): Tagged {
  const rule = [...rulesAt(world, site).values()].find((each) => each.arn === arn);
  if (rule) {
    const replace = (tags: Tags) => rulesAt(world, site).set(ruleKey(rule), { ...rule, tags });
    return { tags: rule.tags, replace };
  }
  const bus = arn.includes(":event-bus/") ? busesAt(world, site).get(busName(arn)) : undefined;
  if (!bus) throw notFound(`Resource ${arn} does not exist.`);
  return {
    tags: bus.tags,
    replace: (tags) => busesAt(world, site).set(bus.name, { ...bus, tags }),
  };
}

const listTags: Operation<
  ListTagsForResourceRequest,
  Answer<ListTagsForResourceResponse>
> = eventsOperation({
  name: "ListTagsForResource",
  members: ["ResourceARN"],
  resource: ({ ResourceARN = "*" }) => ResourceARN,
  run({ ResourceARN = "" }, call) {
    const { tags } = taggedAt(call, ResourceARN);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
});

const tag: Operation<TagResourceRequest, Record<string, never>> = eventsOperation({
  name: "TagResource",
  members: ["ResourceARN", "Tags"],
  resource: ({ ResourceARN = "*" }) => ResourceARN,
  context: (input) => requestTags(input.Tags),
  run({ ResourceARN = "", Tags }, call) {
    const tagged = taggedAt(call, ResourceARN);
    tagged.replace({ ...tagged.tags, ...tagsOf(Tags) });
    return {};
  },
});

const untag: Operation<UntagResourceRequest, Record<string, never>> = eventsOperation({
  name: "UntagResource",
  members: ["ResourceARN", "TagKeys"],
  resource: ({ ResourceARN = "*" }) => ResourceARN,
  context: ({ TagKeys = [] }) => ({ "aws:TagKeys": TagKeys }),
  run({ ResourceARN = "", TagKeys = [] }, call) {
    const tagged = taggedAt(call, ResourceARN);
    const kept = Object.entries(tagged.tags).filter(([key]) => !TagKeys.includes(key));
    tagged.replace(Object.fromEntries(kept));
    return {};
  },
});

/** Tags of rules and buses. */
export const tagOperations = {
  ListTagsForResource: listTags,
  TagResource: tag,
  UntagResource: untag,
};
