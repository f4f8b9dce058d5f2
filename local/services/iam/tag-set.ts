import type { Tag } from "@aws-sdk/client-iam";
import { constraintError, invalidInput, limitExceeded } from "./errors.ts";

/** Tags of one entity (IAM User Guide, "Tags for IAM resources"). */
const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

export type Tags = Readonly<Record<string, string>>;

function checkTag({ Key = "", Value = "" }: Tag): void {
  if (Key === "" || Key.length > LONGEST_KEY) {
    const constraint = `Member must have length between 1 and ${LONGEST_KEY}`;
    throw constraintError("tags.member.key", Key, constraint);
  }
  if (Value.length > LONGEST_VALUE) {
    const constraint = `Member must have length less than or equal to ${LONGEST_VALUE}`;
    throw constraintError("tags.member.value", Value, constraint);
  }
  if (Key.toLowerCase().startsWith("aws:")) {
    throw invalidInput("Tag keys that begin with aws: are reserved for system use.");
  }
}

/** Keys differ by more than their case. */
export function withoutTags(tags: Tags, keys: readonly string[]): Tags {
  const gone = keys.map((key) => key.toLowerCase());
  return Object.fromEntries(
    Object.entries(tags).filter(([key]) => !gone.includes(key.toLowerCase())),
  );
}

/** The present tags with the given ones in place of those of the same keys. Errors: InvalidInput, LimitExceeded. */
export function withTags(present: Tags, given: readonly Tag[] = []): Tags {
  given.forEach(checkTag);
  const keys = given.map(({ Key = "" }) => Key);
  if (new Set(keys.map((key) => key.toLowerCase())).size < keys.length) {
    throw invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }
  const added = Object.fromEntries(given.map(({ Key = "", Value = "" }) => [Key, Value]));
  const tags = { ...withoutTags(present, keys), ...added };
  if (Object.keys(tags).length > MOST_TAGS) throw limitExceeded("TagsPerResource", MOST_TAGS);
  return tags;
}

/** The tags in the form of the API. */
export function tagList(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
