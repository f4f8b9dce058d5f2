import type { Tag } from "@aws-sdk/client-dynamodb";
import { invalid, invalidParameter } from "../errors.ts";
import { MOST_TAGS } from "../limits.ts";

/** Tags by key. Errors: ValidationException. */
export function checkTags(tags: readonly Tag[]): Readonly<Record<string, string>> {
  const byKey: Record<string, string> = {};
  for (const { Key: key = "", Value: value = "" } of tags) {
    if (key.toLowerCase().startsWith("aws:")) {
      throw invalid('Tag keys starting with "aws:" are reserved for system use');
    }
    if (Object.hasOwn(byKey, key)) throw invalidParameter(`Duplicate tag key: ${key}`);
    byKey[key] = value;
  }
  return limited(byKey);
}

/** Errors: ValidationException for more tags than a table may have. */
export function limited(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (Object.keys(tags).length <= MOST_TAGS) return tags;
  throw invalid(`Too many tags: a resource can have at most ${MOST_TAGS} tags`);
}
