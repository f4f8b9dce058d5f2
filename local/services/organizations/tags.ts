import type { Tag } from "@aws-sdk/client-organizations";
import { invalidInput, violation } from "./failures.ts";
import { MOST_TAGS } from "./limits.ts";
import type { Tags } from "./records.ts";

const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** Checks a tag key. Throws InvalidInputException. */
export function checkTagKey(key: string): void {
  if (key.length === 0) throw invalidInput("MIN_LENGTH_EXCEEDED");
  if (key.length > LONGEST_KEY) throw invalidInput("MAX_LENGTH_EXCEEDED");
  if (key.toLowerCase().startsWith("aws:")) throw invalidInput("INVALID_SYSTEM_TAGS_PARAMETER");
}

/**
 * The tags of a resource with those of a request put on it.
 * Throws InvalidInputException, and ConstraintViolationException when there are too many.
 */
export function withTags(existing: Tags, added: readonly Tag[]): Tags {
  for (const { Key = "", Value = "" } of added) {
    checkTagKey(Key);
    if (Value.length > LONGEST_VALUE) throw invalidInput("MAX_LENGTH_EXCEEDED");
  }
  const fresh = Object.fromEntries(added.map(({ Key = "", Value = "" }) => [Key, Value]));
  if (Object.keys(fresh).length < added.length) throw invalidInput("DUPLICATE_TAG_KEY");
  const tags = { ...existing, ...fresh };
  if (Object.keys(tags).length > MOST_TAGS) throw violation("MAX_TAG_LIMIT_EXCEEDED");
  return tags;
}
