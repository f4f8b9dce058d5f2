import { AwsError } from "../../kernel/aws-error.ts";
import { preconditionFailed } from "./errors.ts";
import type { ObjectVersion, Version } from "./objects.ts";

/** Conditional headers of a request. */
interface Conditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

function matches(header: string, etag: string): boolean {
  const bare = (text: string) => text.replaceAll('"', "");
  return header === "*" || bare(header) === bare(etag);
}

const SECOND = 1000;

/** HTTP dates count whole seconds. */
function modifiedAfter(version: ObjectVersion, moment: Date): boolean {
  return Math.floor(version.at / SECOND) > Math.floor(moment.getTime() / SECOND);
}

/** Throws PreconditionFailed (412) or NotModified (304) when a read's conditions do not hold. */
export function checkReadConditions(version: ObjectVersion, conditions: Conditions): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!matches(IfMatch, version.etag)) throw preconditionFailed("If-Match");
  } else if (IfUnmodifiedSince && modifiedAfter(version, IfUnmodifiedSince)) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  const unchanged =
    IfNoneMatch !== undefined
      ? matches(IfNoneMatch, version.etag)
      : IfModifiedSince && !modifiedAfter(version, IfModifiedSince);
  if (unchanged) throw new AwsError("NotModified", "Not Modified", 304);
}

/** Throws when a conditional write does not find the key as it expects it. */
export function checkWriteConditions(newest: Version | undefined, conditions: Conditions): void {
  const { IfMatch, IfNoneMatch } = conditions;
  const existing = newest?.kind === "object" ? newest : undefined;
  if (IfNoneMatch !== undefined && IfNoneMatch !== "*") {
    throw new AwsError(
      "NotImplemented",
      "A header you provided implies functionality that is not implemented",
      501,
    );
  }
  if (IfNoneMatch === "*" && existing) throw preconditionFailed("If-None-Match");
  if (IfMatch === undefined) return;
  if (!existing) throw new AwsError("NoSuchKey", "The specified key does not exist.", 404);
  if (!matches(IfMatch, existing.etag)) throw preconditionFailed("If-Match");
}
