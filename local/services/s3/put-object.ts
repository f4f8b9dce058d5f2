import { createHash } from "node:crypto";
import type { PutObjectCommandInput, PutObjectCommandOutput } from "@aws-sdk/client-s3";
import { AwsError, NotEmulated } from "../../kernel/aws-error.ts";
import type { Operation, World } from "../../kernel/service.ts";
import { authorizationFor } from "./authorization.ts";
import type { BucketRecord } from "./buckets.ts";
import { CHECKSUMS, verifiedChecksums } from "./checksums.ts";
import { checkWriteConditions } from "./conditions.ts";
import {
  addVersion,
  bodiesOf,
  type KeptHeaders,
  NULL_VERSION,
  nextVersionId,
  type ObjectVersion,
  objectsOf,
} from "./objects.ts";
import { type Answer, bucketOperation } from "./operation.ts";

/** The wire gives payloads as bytes, whatever a client streams. */
export type PutObjectInput = Omit<PutObjectCommandInput, "Body"> & {
  readonly Body?: Uint8Array | undefined;
};

const HEADERS = [
  "CacheControl",
  "ContentDisposition",
  "ContentEncoding",
  "ContentLanguage",
  "ContentType",
] as const;

/** UTF-8 bytes of a key (S3 User Guide, "Naming Amazon S3 objects"). */
const LONGEST_KEY = 1024;
/** Bytes of names and values of user-defined metadata (S3 User Guide, "Working with object metadata"). */
const LARGEST_METADATA = 2048;
const ACLS_OF_THE_OWNER = ["private", "bucket-owner-full-control"];

function checkSizes(key: string, metadata: Readonly<Record<string, string>>): void {
  if (Buffer.byteLength(key) > LONGEST_KEY) {
    throw new AwsError("KeyTooLongError", "Your key is too long");
  }
  const size = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (size > LARGEST_METADATA) {
    throw new AwsError("MetadataTooLarge", "Your metadata headers exceed the maximum allowed size");
  }
}

function checkFeatures({ ACL, ServerSideEncryption, StorageClass }: PutObjectInput): void {
  if (ACL !== undefined && !ACLS_OF_THE_OWNER.includes(ACL)) {
    throw new AwsError("AccessControlListNotSupported", "The bucket does not allow ACLs");
  }
  if (ServerSideEncryption !== undefined && ServerSideEncryption !== "AES256") {
    throw new NotEmulated(`the ServerSideEncryption ${ServerSideEncryption} of S3 objects`);
  }
  if (StorageClass !== undefined && StorageClass !== "STANDARD") {
    throw new NotEmulated(`the StorageClass ${StorageClass} of S3 objects`);
  }
}

function keptHeaders(input: PutObjectInput): KeptHeaders {
  const sent = HEADERS.filter((name) => input[name] !== undefined);
  return {
    ContentType: "binary/octet-stream",
    ...Object.fromEntries(sent.map((name) => [name, input[name]])),
  };
}

function versionOf(world: World, bucket: BucketRecord, input: PutObjectInput): ObjectVersion {
  const body = input.Body ?? new Uint8Array();
  return {
    kind: "object",
    id: nextVersionId(world, bucket),
    at: world.clock.now(),
    etag: `"${createHash("md5").update(body).digest("hex")}"`,
    size: body.byteLength,
    body: world.random.uuid(),
    headers: keptHeaders(input),
    metadata: input.Metadata ?? {},
    checksums: verifiedChecksums(input as PutObjectCommandInput, body),
  };
}

export const putObject: Operation<PutObjectInput, Answer<PutObjectCommandOutput>> = bucketOperation<
  PutObjectInput,
  Answer<PutObjectCommandOutput>
>({
  name: "PutObject",
  members: [
    ...["Key", "Body", "ACL", "ContentLength", "ContentMD5", "ChecksumAlgorithm"],
    ...["Metadata", "ServerSideEncryption", "StorageClass", "IfMatch", "IfNoneMatch"],
    ...HEADERS,
    ...CHECKSUMS,
  ] as (keyof PutObjectInput & string)[],
  authorize: (input, call) => [
    authorizationFor(call, {
      action: "s3:PutObject",
      bucket: input.Bucket,
      key: input.Key ?? "",
      context: {
        "s3:x-amz-acl": input.ACL,
        "s3:x-amz-server-side-encryption": input.ServerSideEncryption,
        "s3:x-amz-storage-class": input.StorageClass,
      },
    }),
  ],
  run(bucket, input, { world }) {
    const key = input.Key ?? "";
    checkSizes(key, input.Metadata ?? {});
    checkFeatures(input);
    checkWriteConditions(objectsOf(world, bucket).get(key)?.versions[0], input);
    const version = versionOf(world, bucket, input);
    addVersion(world, bucket, { key, version });
    const bytes = Buffer.from(input.Body ?? new Uint8Array());
    bodiesOf(world, bucket).set(version.body, bytes.toString("base64"));
    return {
      ETag: version.etag,
      ServerSideEncryption: "AES256",
      ...version.checksums,
      ...(version.id !== NULL_VERSION && { VersionId: version.id }),
    };
  },
});
