import type { Tag } from "@aws-sdk/client-sts";
import type { Principal } from "../../kernel/principal.ts";
import { constraintError, validationError } from "./errors.ts";

type Tags = Readonly<Record<string, string>>;

/** Tags of a session and which of them go on to the next role of a chain. */
export interface SessionTags {
  readonly tags: Tags;
  readonly transitiveTagKeys: readonly string[];
}

export interface TagInput {
  readonly Tags?: readonly Tag[] | undefined;
  readonly TransitiveTagKeys?: readonly string[] | undefined;
}

const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** The tags that a role session hands on to the sessions that are made from it. */
export function incomingTags(principal: Principal): Tags {
  if (principal.kind !== "role") return {};
  const { tags = {}, transitiveTagKeys = [] } = principal.session;
  return Object.fromEntries(
    Object.entries(tags).filter(([key]) => transitiveTagKeys.includes(key)),
  );
}

function checkTags(tags: readonly Tag[]): void {
  if (tags.length > MOST_TAGS) {
    const constraint = `Member must have length less than or equal to ${MOST_TAGS}`;
    throw constraintError("tags", tags.length, constraint);
  }
  for (const { Key = "", Value = "" } of tags) {
    if (Key === "" || Key.length > LONGEST_KEY || Key.toLowerCase().startsWith("aws:")) {
      throw validationError(`The tag key ${Key} is invalid.`);
    }
    if (Value.length > LONGEST_VALUE) {
      const constraint = `Member must have length less than or equal to ${LONGEST_VALUE}`;
      throw constraintError("tags.member.value", Value, constraint);
    }
  }
  const keys = tags.map(({ Key = "" }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw validationError(
      "Duplicate tag keys found. Please note that tag keys are case insensitive.",
    );
  }
}

/** The tags of a new session: those of the request and those that came along. Errors: ValidationError. */
export function sessionTagsFor(input: TagInput, principal: Principal): SessionTags {
  const { Tags = [], TransitiveTagKeys = [] } = input;
  checkTags(Tags);
  const incoming = incomingTags(principal);
  const given = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
  const unknown = TransitiveTagKeys.find((key) => given[key] === undefined);
  if (unknown !== undefined) {
    throw validationError(`The transitive tag key ${unknown} is not among the session tags.`);
  }
  // IAM User Guide, "Chaining roles with session tags": transitive tags cannot be overridden.
  const overridden = Object.keys(given).find((key) => incoming[key] !== undefined);
  if (overridden !== undefined) {
    throw validationError(
      `The session tag ${overridden} overrides a transitive tag of the session.`,
    );
  }
  return {
    tags: { ...given, ...incoming },
    transitiveTagKeys: [...Object.keys(incoming), ...TransitiveTagKeys],
  };
}
