import type {
  GetObjectCommandInput,
  GetObjectCommandOutput,
  HeadObjectCommandInput,
  HeadObjectCommandOutput,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Authorization, Call } from "../../kernel/service.ts";
import { authorizationFor } from "./authorization.ts";
import { type BucketRecord, bucketsOf } from "./buckets.ts";
import { byteRange } from "./byte-range.ts";
import { checkReadConditions } from "./conditions.ts";
import { DeletedKey, noSuchKey, notFound } from "./errors.ts";
import { bodiesOf, NULL_VERSION, type ObjectVersion, objectsOf } from "./objects.ts";
import { type Answer, bucketOperation } from "./operation.ts";

type Read = GetObjectCommandInput | HeadObjectCommandInput;
type Facts = Answer<HeadObjectCommandOutput>;

const MEMBERS = [
  ...(["Key", "VersionId", "ChecksumMode", "Range"] as const),
  ...(["IfMatch", "IfNoneMatch", "IfModifiedSince", "IfUnmodifiedSince"] as const),
];

/** Whoever may not list the bucket is not told that a key is missing, but refused. */
function authorizeRead(input: Read, call: Call): readonly Authorization[] {
  const { Bucket: bucket, Key: key = "", VersionId } = input;
  const action = VersionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
  const context = { "s3:VersionId": VersionId };
  const read = authorizationFor(call, { action, bucket, key, context });
  const found = bucketsOf(call.world).get(bucket ?? "");
  if (!found || objectsOf(call.world, found).has(key)) return [read];
  return [read, authorizationFor(call, { action: "s3:ListBucket", bucket })];
}

/**
 * The version that is asked for, or the newest. Errors: NoSuchKey, NoSuchVersion, MethodNotAllowed
 * for a delete marker that is named by its id.
 */
function versionFor(bucket: BucketRecord, input: Read, call: Call): ObjectVersion {
  const versions = objectsOf(call.world, bucket).get(input.Key ?? "")?.versions;
  if (!versions) throw noSuchKey();
  const id = input.VersionId;
  const version = id === undefined ? versions[0] : versions.find((each) => each.id === id);
  if (!version) throw new AwsError("NoSuchVersion", "The specified version does not exist.", 404);
  if (version.kind === "object") return version;
  if (id === undefined) throw new DeletedKey(input.Key ?? "");
  const message = "The specified method is not allowed against this resource.";
  throw new AwsError("MethodNotAllowed", message, 405);
}

function factsOf(version: ObjectVersion, input: Read): Facts {
  checkReadConditions(version, input);
  return {
    AcceptRanges: "bytes",
    LastModified: new Date(version.at),
    ContentLength: version.size,
    ETag: version.etag,
    ServerSideEncryption: "AES256",
    Metadata: { ...version.metadata },
    ...version.headers,
    ...(version.id !== NULL_VERSION && { VersionId: version.id }),
    // The checksum is of the whole object, so a part of it goes without.
    ...(input.ChecksumMode === "ENABLED" && input.Range === undefined && version.checksums),
  };
}

/** The wire turns the bytes into a stream; an answer with ContentRange has status 206. */
type GetObjectAnswer = Omit<Answer<GetObjectCommandOutput>, "Body"> & { readonly Body: Uint8Array };

export const getObject = bucketOperation<GetObjectCommandInput, GetObjectAnswer>({
  name: "GetObject",
  members: MEMBERS,
  authorize: authorizeRead,
  run(bucket, input, call) {
    const version = versionFor(bucket, input, call);
    const facts = factsOf(version, input);
    const body = Buffer.from(bodiesOf(call.world, bucket).get(version.body) ?? "", "base64");
    const range = byteRange(input.Range, body.byteLength);
    if (!range) return { ...facts, Body: new Uint8Array(body) };
    return {
      ...facts,
      ContentLength: range.last - range.first + 1,
      ContentRange: `bytes ${range.first}-${range.last}/${body.byteLength}`,
      Body: new Uint8Array(body.subarray(range.first, range.last + 1)),
    };
  },
});

export const headObject = bucketOperation<HeadObjectCommandInput, Facts>({
  name: "HeadObject",
  members: MEMBERS.filter((member) => member !== "Range"),
  authorize: authorizeRead,
  run(bucket, input, call) {
    if (!objectsOf(call.world, bucket).has(input.Key ?? "")) throw notFound();
    return factsOf(versionFor(bucket, input, call), input);
  },
});
