import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-scheduler";
import type { Call, Operation } from "../../../kernel/service.ts";
import { validation } from "../errors.ts";
import { findGroup } from "../groups.ts";
import { type Answer, groupTags, schedulerOperation } from "../operation.ts";
import { type GroupRecord, groupArn, groupsAt } from "../records.ts";
import { requestTags, tagsOf } from "./groups.ts";

const nameOf = (arn = "") => arn.split(":schedule-group/")[1] ?? "";

/** Only groups carry tags. Errors: ResourceNotFoundException, ValidationException for other ARNs. */
function find(call: Call, arn = ""): GroupRecord {
  if (groupArn(call, nameOf(arn)) !== arn) throw validation(`Invalid resource ARN ${arn}.`);
  return findGroup(call.world, call, nameOf(arn));
}

const context = ({ ResourceArn }: { readonly ResourceArn: string | undefined }, call: Call) =>
  groupTags(call, nameOf(ResourceArn));

const listTags: Operation<
  ListTagsForResourceInput,
  Answer<ListTagsForResourceOutput>
> = schedulerOperation({
  name: "ListTagsForResource",
  members: ["ResourceArn"],
  resource: ({ ResourceArn = "*" }) => ResourceArn,
  context,
  run({ ResourceArn }, call) {
    const { tags } = find(call, ResourceArn);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
});

const tag: Operation<TagResourceInput, Record<string, never>> = schedulerOperation({
  name: "TagResource",
  members: ["ResourceArn", "Tags"],
  resource: ({ ResourceArn = "*" }) => ResourceArn,
  context: (input, call) => ({ ...context(input, call), ...requestTags(input.Tags) }),
  run({ ResourceArn, Tags }, call) {
    const group = find(call, ResourceArn);
    const tags = { ...group.tags, ...tagsOf(Tags) };
    groupsAt(call.world, call).set(group.name, { ...group, tags });
    return {};
  },
});

const untag: Operation<UntagResourceInput, Record<string, never>> = schedulerOperation({
  name: "UntagResource",
  members: ["ResourceArn", "TagKeys"],
  resource: ({ ResourceArn = "*" }) => ResourceArn,
  context: (input, call) => ({ ...context(input, call), "aws:TagKeys": input.TagKeys ?? [] }),
  run({ ResourceArn, TagKeys = [] }, call) {
    const group = find(call, ResourceArn);
    const kept = Object.entries(group.tags).filter(([key]) => !TagKeys.includes(key));
    groupsAt(call.world, call).set(group.name, { ...group, tags: Object.fromEntries(kept) });
    return {};
  },
});

/** Tags of groups. */
export const tagOperations = {
  ListTagsForResource: listTags,
  TagResource: tag,
  UntagResource: untag,
};
