import {
  type ListTagsForResourceCommandInput,
  type ListTagsForResourceCommandOutput,
  type TagResourceCommandInput,
  TargetNotFoundException,
  type UntagResourceCommandInput,
} from "@aws-sdk/client-organizations";
import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";
import { invalidInput } from "./failures.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { organizationOf, replaceOrganization } from "./organization.ts";
import { pageOf } from "./page.ts";
import { accountsOf, policiesOf, resourcePoliciesOf, type Tags, unitsOf } from "./records.ts";
import { checkTagKey, withTags } from "./tags.ts";
import { policyTypeContext, tagsOf, typeOf } from "./tree.ts";

function replaceIn<T extends { readonly tags: Tags }>(
  collection: Collection<T>,
  id: string,
  tags: Tags,
): void {
  const record = collection.get(id);
  if (record) collection.set(id, { ...record, tags });
}

/** Puts tags in the place of those that a resource has. */
function replaceTags(world: World, id: string, tags: Tags): void {
  const organization = organizationOf(world);
  if (id === organization.rootId) replaceOrganization(world, { ...organization, rootTags: tags });
  replaceIn(accountsOf(world), id, tags);
  replaceIn(unitsOf(world), id, tags);
  replaceIn(policiesOf(world), id, tags);
  replaceIn(resourcePoliciesOf(world), id, tags);
}

/** Throws InvalidInputException for what is no id, TargetNotFoundException for what is not there. */
function checkTaggable(world: World, id: string): void {
  if (typeOf(id) === undefined) throw invalidInput("INVALID_PATTERN");
  const isThere =
    organizationOf(world).rootId === id ||
    [accountsOf, unitsOf, policiesOf, resourcePoliciesOf].some((of) => of(world).has(id));
  if (isThere) {
    if (policiesOf(world).get(id)?.isAwsManaged) throw invalidInput("IMMUTABLE_POLICY");
    return;
  }
  const message = "You specified a target that doesn't exist.";
  throw new TargetNotFoundException({ message, $metadata: {} });
}

const tagResource = organizationOperation<TagResourceCommandInput, object>({
  name: "TagResource",
  members: ["ResourceId", "Tags"],
  access: "delegable",
  touches: ({ ResourceId }) => [ResourceId],
  context: ({ ResourceId }) => policyTypeContext(ResourceId),
  run({ ResourceId = "", Tags = [] }, { world }) {
    checkTaggable(world, ResourceId);
    replaceTags(world, ResourceId, withTags(tagsOf(world, ResourceId), Tags));
    return {};
  },
});

const untagResource = organizationOperation<UntagResourceCommandInput, object>({
  name: "UntagResource",
  members: ["ResourceId", "TagKeys"],
  access: "delegable",
  touches: ({ ResourceId }) => [ResourceId],
  context: ({ ResourceId, TagKeys = [] }) => ({
    ...policyTypeContext(ResourceId),
    "aws:TagKeys": TagKeys,
  }),
  run({ ResourceId = "", TagKeys = [] }, { world }) {
    checkTaggable(world, ResourceId);
    for (const key of TagKeys) checkTagKey(key);
    const left = Object.entries(tagsOf(world, ResourceId)).filter(
      ([key]) => !TagKeys.includes(key),
    );
    replaceTags(world, ResourceId, Object.fromEntries(left));
    return {};
  },
});

const listTagsForResource = organizationOperation<
  ListTagsForResourceCommandInput,
  Answer<ListTagsForResourceCommandOutput>
>({
  name: "ListTagsForResource",
  members: ["ResourceId", "NextToken"],
  access: "read",
  touches: ({ ResourceId }) => [ResourceId],
  context: ({ ResourceId }) => policyTypeContext(ResourceId),
  run({ ResourceId = "", NextToken }, { world }) {
    checkTaggable(world, ResourceId);
    const tags = Object.entries(tagsOf(world, ResourceId)).map(([Key, Value]) => ({
      key: Key,
      item: { Key, Value },
    }));
    const { items, next } = pageOf(world, tags, { NextToken });
    return { Tags: items, ...next };
  },
});

export const tagOperations = {
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTagsForResource,
};
