import type {
  CreateTagsCommandInput,
  DeleteTagsCommandInput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  ResourceType,
  Tag,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Operation } from "../../kernel/service.ts";
import { filtered } from "./filters.ts";
import { type Answer, arnOf, ec2Operation, requestTags } from "./operation.ts";
import { pageOf } from "./page.ts";
import { resourceExists, typeOf } from "./resource-ids.ts";
import { addTags, tagsAt } from "./tag-records.ts";

type Input = CreateTagsCommandInput | DeleteTagsCommandInput;

/** Tagging is authorized on every resource that is named. */
function authorizeTagging(action: string): Operation<Input>["authorize"] {
  return ({ Resources = [], Tags = [] }, call) =>
    Resources.map((id) => ({
      action,
      resource: arnOf(call, { type: typeOf(id) ?? "*", id }),
      context: { "ec2:Region": call.region, ...requestTags(Tags) },
    }));
}

const createTagsWork = ec2Operation<CreateTagsCommandInput, object>({
  name: "CreateTags",
  members: ["Resources", "Tags"],
  run({ Resources = [], Tags = [] }, call) {
    for (const id of Resources) {
      const type = typeOf(id);
      if (type === undefined || !resourceExists(call, type, id)) {
        throw new AwsError("InvalidID", `The ID '${id}' is not valid`);
      }
      addTags(call, { id, type }, Tags);
    }
    return {};
  },
});

function without(
  tags: Readonly<Record<string, string>>,
  removed: readonly Tag[] | undefined,
): Record<string, string> {
  const kept = Object.entries(tags).filter(
    ([key, value]) =>
      removed && !removed.some((tag) => tag.Key === key && (tag.Value ?? value) === value),
  );
  return Object.fromEntries(kept);
}

/** Without a list of tags all go; a tag with a value goes only if it has that value. */
const deleteTagsWork = ec2Operation<DeleteTagsCommandInput, object>({
  name: "DeleteTags",
  members: ["Resources", "Tags"],
  run({ Resources = [], Tags }, call) {
    for (const id of Resources) {
      const record = tagsAt(call).get(id);
      if (record) tagsAt(call).set(id, { ...record, tags: without(record.tags, Tags) });
    }
    return {};
  },
});

const describeTags = ec2Operation<DescribeTagsCommandInput, Answer<DescribeTagsCommandOutput>>({
  name: "DescribeTags",
  members: ["Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const all = [...tagsAt(call).entries()].flatMap(([id, { type, tags }]) =>
      Object.entries(tags).map(([Key, Value]) => ({
        resource: { ResourceId: id, ResourceType: type as ResourceType, Key, Value },
        tags: {},
      })),
    );
    const found = filtered(all, input.Filters ?? [], {
      key: ({ Key }) => Key,
      value: ({ Value }) => Value,
      "resource-id": ({ ResourceId }) => ResourceId,
      "resource-type": ({ ResourceType }) => ResourceType,
    });
    const { items, next } = pageOf(found, input);
    return { Tags: [...items], ...next };
  },
});

export const tagOperations = {
  CreateTags: { ...createTagsWork, authorize: authorizeTagging("ec2:CreateTags") },
  DeleteTags: { ...deleteTagsWork, authorize: authorizeTagging("ec2:DeleteTags") },
  DescribeTags: describeTags,
};
