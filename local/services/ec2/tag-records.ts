import type { Tag, TagSpecification } from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Collection } from "../../kernel/collection.ts";
import { invalidValue } from "./errors.ts";
import { recordsAt, type Site } from "./site.ts";

/** The tags of one resource; EC2 keeps the tags of all kinds alike. */
export interface TagRecord {
  /** For example `security-group`. */
  readonly type: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Tags of one resource (EC2 User Guide, "Tag restrictions"). */
const TAGS_PER_RESOURCE = 50;
const LONGEST_KEY = 127;
const LONGEST_VALUE = 255;

/** The tags of the site's resources by the resource's id. */
export function tagsAt(site: Site): Collection<TagRecord> {
  return recordsAt(site, "tags");
}

/** The tags of a resource in the form of the API. */
export function tagsFor(site: Site, id: string): Tag[] {
  const tags = tagsAt(site).get(id)?.tags ?? {};
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function checkTag({ Key = "", Value = "" }: Tag): void {
  if (Key.startsWith("aws:")) {
    const message = "Tag keys starting with 'aws:' are reserved for internal use";
    throw invalidValue(message);
  }
  if (Key === "" || Key.length > LONGEST_KEY) throw invalidValue(`Tag key '${Key}' is not valid.`);
  if (Value.length > LONGEST_VALUE) throw invalidValue("Tag value exceeds the maximum length");
}

/** Adds tags to a resource. Errors: InvalidParameterValue, TagLimitExceeded. */
export function addTags(
  site: Site,
  resource: { readonly id: string; readonly type: string },
  added: readonly Tag[],
): void {
  added.forEach(checkTag);
  const { id, type } = resource;
  const old = tagsAt(site).get(id)?.tags ?? {};
  const more = Object.fromEntries(added.map(({ Key = "", Value = "" }) => [Key, Value]));
  const tags = { ...old, ...more };
  if (Object.keys(tags).length > TAGS_PER_RESOURCE) {
    throw new AwsError(
      "TagLimitExceeded",
      `The maximum number of Tags for a resource has been reached.`,
    );
  }
  if (Object.keys(tags).length > 0) tagsAt(site).set(id, { type, tags });
}

/** The tags that a request gives to what it creates of this type. */
export function specifiedTags(
  specifications: readonly TagSpecification[] | undefined,
  type: string,
): readonly Tag[] {
  return (specifications ?? [])
    .filter((each) => each.ResourceType === type)
    .flatMap(({ Tags = [] }) => Tags);
}
