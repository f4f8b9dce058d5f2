import type {
  DeletedObject,
  DeleteObjectCommandInput,
  DeleteObjectCommandOutput,
  DeleteObjectsCommandInput,
  DeleteObjectsCommandOutput,
  ObjectIdentifier,
} from "@aws-sdk/client-s3";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, World } from "../../kernel/service.ts";
import { authorizationFor } from "./authorization.ts";
import type { BucketRecord } from "./buckets.ts";
import { malformedXml } from "./errors.ts";
import { addVersion, nextVersionId, removeVersion } from "./objects.ts";
import { type Answer, bucketOperation } from "./operation.ts";

/** Keys in one DeleteObjects request (S3 API Reference, DeleteObjects). */
const KEYS_PER_REQUEST = 1000;

interface Target {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

interface Deletion {
  readonly DeleteMarker?: boolean;
  readonly VersionId?: string;
}

/** Removes a version for good, without a marker in its place. */
function deleteVersion(world: World, bucket: BucketRecord, which: Required<Target>): Deletion {
  const [key, id] = [which.Key ?? "", which.VersionId ?? ""];
  const removed = removeVersion(world, bucket, { key, id });
  return { VersionId: id, ...(removed?.kind === "marker" && { DeleteMarker: true }) };
}

/** Deletes one key or version, as the versioning of the bucket has it; missing ones are no error. */
function deleteOne(world: World, bucket: BucketRecord, { Key, VersionId }: Target): Deletion {
  if (VersionId !== undefined) return deleteVersion(world, bucket, { Key, VersionId });
  const key = Key ?? "";
  const id = nextVersionId(world, bucket);
  if (bucket.versioning === undefined) {
    removeVersion(world, bucket, { key, id });
    return {};
  }
  addVersion(world, bucket, { key, version: { kind: "marker", id, at: world.clock.now() } });
  return { DeleteMarker: true, VersionId: id };
}

function authorizeDeletion(bucket: string | undefined, target: Target, call: Call): Authorization {
  return authorizationFor(call, {
    action: target.VersionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
    bucket,
    key: target.Key ?? "",
    context: { "s3:VersionId": target.VersionId },
  });
}

export const deleteObject = bucketOperation<
  DeleteObjectCommandInput,
  Answer<DeleteObjectCommandOutput>
>({
  name: "DeleteObject",
  // Without Object Lock there is no retention to bypass: the header changes nothing.
  members: ["Key", "VersionId", "BypassGovernanceRetention"],
  authorize: (input, call) => [authorizeDeletion(input.Bucket, input, call)],
  run: (bucket, input, { world }) => deleteOne(world, bucket, input),
});

function answerFor(target: ObjectIdentifier, deletion: Deletion): DeletedObject {
  const { DeleteMarker, VersionId } = deletion;
  return {
    Key: target.Key,
    ...(target.VersionId !== undefined && { VersionId: target.VersionId }),
    ...(DeleteMarker && { DeleteMarker: true, DeleteMarkerVersionId: VersionId }),
  };
}

/**
 * Deletes up to 1,000 keys. In AWS each key that the caller may not delete has an error of its own in
 * the answer; here one refusal refuses the request.
 */
export const deleteObjects = bucketOperation<
  DeleteObjectsCommandInput,
  Answer<DeleteObjectsCommandOutput>
>({
  name: "DeleteObjects",
  // The wire has verified the body, so that its checksums hold nothing to check.
  members: ["Delete", "BypassGovernanceRetention", "ChecksumAlgorithm"],
  authorize: (input, call) =>
    (input.Delete?.Objects ?? []).map((target) => authorizeDeletion(input.Bucket, target, call)),
  run(bucket, input, { world }) {
    const targets = input.Delete?.Objects ?? [];
    if (targets.length === 0 || targets.length > KEYS_PER_REQUEST) throw malformedXml();
    for (const target of targets) {
      onlyMembers("s3:DeleteObjects", target, ["Key", "VersionId"]);
    }
    const deleted = targets.map((target) => answerFor(target, deleteOne(world, bucket, target)));
    return input.Delete?.Quiet ? {} : { Deleted: deleted };
  },
});
