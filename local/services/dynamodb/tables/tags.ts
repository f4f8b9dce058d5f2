import type {
  ListTagsOfResourceCommandInput,
  ListTagsOfResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from "@aws-sdk/client-dynamodb";
import type { Call } from "../../../kernel/service.ts";
import { invalidParameter, notFound } from "../errors.ts";
import { type Answer, onTable, operation } from "../operation.ts";
import { addressOf, lookUp } from "./find-table.ts";
import { changeTable, type TableRecord } from "./records.ts";
import { checkTags, limited } from "./tag-set.ts";

type OnResource = { readonly ResourceArn: string | undefined };

const authorized =
  (action: string) =>
  ({ ResourceArn: table }: OnResource, call: Call) => [onTable(call, { action, table })];

function taggedTable(call: Call, { ResourceArn: arn }: OnResource): TableRecord {
  if (!arn?.startsWith("arn:")) {
    throw invalidParameter(`Invalid ResourceArn provided as input: ${arn}`);
  }
  const table = lookUp(call, addressOf(call, arn));
  if (table) return table;
  // The spelling is AWS's.
  throw notFound(`Requested resource not found: ResourcArn: ${arn} not found`);
}

const tagResource = operation<TagResourceCommandInput, Answer<TagResourceCommandOutput>>({
  name: "TagResource",
  members: ["ResourceArn", "Tags"],
  authorize: authorized("TagResource"),
  run(input, call) {
    const table = taggedTable(call, input);
    const tags = limited({ ...table.tags, ...checkTags(input.Tags ?? []) });
    changeTable(call.world, table, { tags });
    return {};
  },
});

const untagResource = operation<UntagResourceCommandInput, Answer<UntagResourceCommandOutput>>({
  name: "UntagResource",
  members: ["ResourceArn", "TagKeys"],
  authorize: authorized("UntagResource"),
  run(input, call) {
    const table = taggedTable(call, input);
    const kept = Object.entries(table.tags).filter(([key]) => !input.TagKeys?.includes(key));
    changeTable(call.world, table, { tags: Object.fromEntries(kept) });
    return {};
  },
});

const listTagsOfResource = operation<
  ListTagsOfResourceCommandInput,
  Answer<ListTagsOfResourceCommandOutput>
>({
  name: "ListTagsOfResource",
  members: ["ResourceArn"],
  authorize: authorized("ListTagsOfResource"),
  run: (input, call) => ({
    Tags: Object.entries(taggedTable(call, input).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
});

export const tagOperations = {
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsOfResource: listTagsOfResource,
};
