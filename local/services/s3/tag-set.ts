import type { Tag } from "@aws-sdk/client-s3";
import { AwsError } from "../../kernel/aws-error.ts";

/** Tags of one bucket (S3 User Guide, "Using cost allocation S3 bucket tags"). */
const TAGS_PER_BUCKET = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

function checkTag({ Key = "", Value = "" }: Tag): void {
  if (Key === "" || Key.length > LONGEST_KEY) {
    throw new AwsError("InvalidTag", "The TagKey you have provided is invalid");
  }
  if (Key.startsWith("aws:")) {
    throw new AwsError("InvalidTag", "System tags cannot be added/updated by requester");
  }
  if (Value.length > LONGEST_VALUE) {
    throw new AwsError("InvalidTag", "The TagValue you have provided is invalid");
  }
}

/** The tags as a record. Errors: InvalidTag, BadRequest above 50. */
export function tagsOf(tagSet: readonly Tag[]): Record<string, string> {
  if (tagSet.length > TAGS_PER_BUCKET) {
    throw new AwsError("BadRequest", `Bucket tag count cannot be greater than ${TAGS_PER_BUCKET}`);
  }
  tagSet.forEach(checkTag);
  if (new Set(tagSet.map((tag) => tag.Key)).size < tagSet.length) {
    throw new AwsError("InvalidTag", "Cannot provide multiple Tags with the same key");
  }
  return Object.fromEntries(tagSet.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** The tags in the form of the API. */
export function tagSetOf(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
