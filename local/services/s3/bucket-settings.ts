import type {
  GetBucketLoggingCommandInput,
  GetBucketVersioningCommandInput,
  GetBucketVersioningCommandOutput,
  GetObjectLockConfigurationCommandInput,
  ListMultipartUploadsCommandInput,
  ListMultipartUploadsCommandOutput,
  PutBucketLoggingCommandInput,
  PutBucketVersioningCommandInput,
} from "@aws-sdk/client-s3";
import { AwsError, NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import { updateBucket } from "./buckets.ts";
import { malformedXml } from "./errors.ts";
import { type Answer, bucketOperation } from "./operation.ts";

const putVersioning = bucketOperation<PutBucketVersioningCommandInput, object>({
  name: "PutBucketVersioning",
  members: ["VersioningConfiguration", "ChecksumAlgorithm", "ContentMD5"],
  run(bucket, input, { world }) {
    const configuration = input.VersioningConfiguration ?? {};
    onlyMembers("s3:PutBucketVersioning", configuration, ["Status"]);
    const { Status: versioning } = configuration;
    if (versioning !== "Enabled" && versioning !== "Suspended") throw malformedXml();
    updateBucket(world, bucket, { versioning });
    return {};
  },
});

const getVersioning = bucketOperation<
  GetBucketVersioningCommandInput,
  Answer<GetBucketVersioningCommandOutput>
>({
  name: "GetBucketVersioning",
  run: ({ versioning }) => (versioning ? { Status: versioning } : {}),
});

/** No bucket has an Object Lock: asking for one is refused when a bucket is made. */
const getObjectLock = bucketOperation<GetObjectLockConfigurationCommandInput, never>({
  name: "GetObjectLockConfiguration",
  action: "s3:GetBucketObjectLockConfiguration",
  run({ name }) {
    throw new AwsError(
      "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket",
      404,
      { BucketName: name },
    );
  },
});

/** Logging can only be switched off, as nukes do before they delete a bucket. */
const putLogging = bucketOperation<PutBucketLoggingCommandInput, object>({
  name: "PutBucketLogging",
  members: ["BucketLoggingStatus", "ChecksumAlgorithm", "ContentMD5"],
  run(_bucket, input) {
    if (input.BucketLoggingStatus?.LoggingEnabled)
      throw new NotEmulated("S3 server access logging");
    return {};
  },
});

const getLogging = bucketOperation<GetBucketLoggingCommandInput, object>({
  name: "GetBucketLogging",
  run: () => ({}),
});

/** Multipart uploads cannot be started here, so that there are none. */
const listMultipartUploads = bucketOperation<
  ListMultipartUploadsCommandInput,
  Answer<ListMultipartUploadsCommandOutput>
>({
  name: "ListMultipartUploads",
  action: "s3:ListBucketMultipartUploads",
  members: ["Prefix", "Delimiter", "MaxUploads", "EncodingType", "KeyMarker", "UploadIdMarker"],
  run: ({ name }, { MaxUploads = 1000 }) => ({ Bucket: name, MaxUploads, IsTruncated: false }),
});

export const settingOperations = {
  PutBucketVersioning: putVersioning,
  GetBucketVersioning: getVersioning,
  GetObjectLockConfiguration: getObjectLock,
  PutBucketLogging: putLogging,
  GetBucketLogging: getLogging,
  ListMultipartUploads: listMultipartUploads,
};
