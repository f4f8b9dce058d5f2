import type { Tag } from "@aws-sdk/client-iam";
import type { Call, Operation } from "../../kernel/service.ts";
import { iamOperation, type Target } from "./operation.ts";
import { PAGE_MEMBERS, type PageInput, pageOf } from "./paging.ts";
import { type Tags, tagList, withoutTags, withTags } from "./tag-set.ts";

/** The members by which requests name what they tag. */
interface TaggedInput {
  readonly RoleName?: string | undefined;
  readonly UserName?: string | undefined;
  readonly PolicyArn?: string | undefined;
  readonly InstanceProfileName?: string | undefined;
  readonly ServerCertificateName?: string | undefined;
  readonly SerialNumber?: string | undefined;
}

/** A kind of entity that can be tagged. */
export interface Taggable {
  /** As the operations call it, such as `Role` in TagRole. */
  readonly noun: string;
  readonly member: keyof TaggedInput;
  target(input: TaggedInput, call: Call): Target;
  /** Its tags, and how to put others in their place. Errors: NoSuchEntity, UnmodifiableEntity. */
  find(input: TaggedInput, call: Call): TaggedEntity;
}

interface TaggedEntity {
  readonly tags: Tags;
  replace(tags: Tags): void;
}

interface TagInput extends TaggedInput {
  readonly Tags?: Tag[] | undefined;
}

interface UntagInput extends TaggedInput {
  readonly TagKeys?: string[] | undefined;
}

const on = (kind: Taggable) => (input: TaggedInput, call: Call) => kind.target(input, call);

function tag(kind: Taggable) {
  return iamOperation<TagInput, object>({
    name: `Tag${kind.noun}`,
    members: [kind.member, "Tags"],
    on: on(kind),
    run(input, call) {
      const { tags, replace } = kind.find(input, call);
      replace(withTags(tags, input.Tags));
      return {};
    },
  });
}

function untag(kind: Taggable) {
  return iamOperation<UntagInput, object>({
    name: `Untag${kind.noun}`,
    members: [kind.member, "TagKeys"],
    on: on(kind),
    run(input, call) {
      const { tags, replace } = kind.find(input, call);
      replace(withoutTags(tags, input.TagKeys ?? []));
      return {};
    },
  });
}

function list(kind: Taggable) {
  return iamOperation<TaggedInput & PageInput, object>({
    name: `List${kind.noun}Tags`,
    members: [kind.member, ...PAGE_MEMBERS],
    on: on(kind),
    run(input, call) {
      const tags = tagList(kind.find(input, call).tags);
      const { items, more } = pageOf(tags, ({ Key = "" }) => Key, input);
      return { Tags: items, ...more };
    },
  });
}

/** Tagging, untagging and listing the tags of one kind of entity. */
export function tagOperations(kind: Taggable): Readonly<Record<string, Operation>> {
  return {
    [`Tag${kind.noun}`]: tag(kind),
    [`Untag${kind.noun}`]: untag(kind),
    [`List${kind.noun}Tags`]: list(kind),
  };
}
