import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  ListTagsLogGroupRequest,
  ListTagsLogGroupResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Call, Operation } from "../../kernel/service.ts";
import { groupOperation } from "./group-operation.ts";
import { type GroupRecord, groupFor, groupsOf } from "./groups.ts";

/** An operation on the tags of a group, which it names by its ARN. */
function tagOperation<I extends { readonly resourceArn?: string | undefined }, O>(
  name: string,
  run: (group: GroupRecord, input: I, call: Call) => O,
): Operation<I, O> {
  return {
    authorize: ({ resourceArn = "" }) => [{ action: `logs:${name}`, resource: resourceArn }],
    run: (input, call) => run(groupFor(call.world, call, input.resourceArn ?? ""), input, call),
  };
}

const list = tagOperation<ListTagsForResourceRequest, ListTagsForResourceResponse>(
  "ListTagsForResource",
  ({ tags }) => ({ tags: { ...tags } }),
);

/** The older form, which aws-nuke still uses. */
const listOfGroup = groupOperation<ListTagsLogGroupRequest, ListTagsLogGroupResponse>({
  name: "ListTagsLogGroup",
  run: ({ tags }) => ({ tags: { ...tags } }),
});

const tag = tagOperation<TagResourceRequest, object>(
  "TagResource",
  (group, { tags = {} }, { world }) => {
    groupsOf(world, group).set(group.name, { ...group, tags: { ...group.tags, ...tags } });
    return {};
  },
);

const untag = tagOperation<UntagResourceRequest, object>(
  "UntagResource",
  (group, { tagKeys = [] }, { world }) => {
    const left = Object.entries(group.tags).filter(([key]) => !tagKeys.includes(key));
    groupsOf(world, group).set(group.name, { ...group, tags: Object.fromEntries(left) });
    return {};
  },
);

export const tagOperations = {
  ListTagsForResource: list,
  ListTagsLogGroup: listOfGroup,
  TagResource: tag,
  UntagResource: untag,
};
