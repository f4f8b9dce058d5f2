import type {
  DeleteBucketEncryptionCommandInput,
  DeletePublicAccessBlockCommandInput,
  GetBucketEncryptionCommandInput,
  GetBucketEncryptionCommandOutput,
  GetPublicAccessBlockCommandInput,
  GetPublicAccessBlockCommandOutput,
  PutBucketEncryptionCommandInput,
  PutPublicAccessBlockCommandInput,
  ServerSideEncryptionConfiguration,
} from "@aws-sdk/client-s3";
import { AwsError, NotEmulated } from "../../kernel/aws-error.ts";
import { wholeBlock } from "./account-block.ts";
import { NEW_BUCKET, replaceBucket, updateBucket } from "./buckets.ts";
import { malformedXml } from "./errors.ts";
import { type Answer, bucketOperation } from "./operation.ts";

/** Throws NotEmulated unless the buckets' objects are to be encrypted with S3's own keys. */
export function checkEncryption(configuration: ServerSideEncryptionConfiguration): void {
  const [rule, ...others] = configuration.Rules ?? [];
  if (!rule || others.length > 0) throw malformedXml();
  const algorithm = rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
  if (algorithm !== "AES256") {
    throw new NotEmulated(`the encryption ${algorithm ?? "without an algorithm"} of S3 buckets`);
  }
}

const putEncryption = bucketOperation<PutBucketEncryptionCommandInput, object>({
  name: "PutBucketEncryption",
  action: "s3:PutEncryptionConfiguration",
  members: ["ServerSideEncryptionConfiguration", "ChecksumAlgorithm", "ContentMD5"],
  run(bucket, input, { world }) {
    const encryption = input.ServerSideEncryptionConfiguration ?? { Rules: [] };
    checkEncryption(encryption);
    updateBucket(world, bucket, { encryption });
    return {};
  },
});

const getEncryption = bucketOperation<
  GetBucketEncryptionCommandInput,
  Answer<GetBucketEncryptionCommandOutput>
>({
  name: "GetBucketEncryption",
  action: "s3:GetEncryptionConfiguration",
  run: ({ encryption }) => ({ ServerSideEncryptionConfiguration: encryption }),
});

/** A bucket cannot be without encryption: it goes back to that of new buckets. */
const deleteEncryption = bucketOperation<DeleteBucketEncryptionCommandInput, object>({
  name: "DeleteBucketEncryption",
  action: "s3:PutEncryptionConfiguration",
  run(bucket, _input, { world }) {
    updateBucket(world, bucket, { encryption: NEW_BUCKET.encryption });
    return {};
  },
});

const putPublicAccessBlock = bucketOperation<PutPublicAccessBlockCommandInput, object>({
  name: "PutPublicAccessBlock",
  action: "s3:PutBucketPublicAccessBlock",
  members: ["PublicAccessBlockConfiguration", "ChecksumAlgorithm", "ContentMD5"],
  run(bucket, input, { world }) {
    const publicAccessBlock = wholeBlock(input.PublicAccessBlockConfiguration);
    updateBucket(world, bucket, { publicAccessBlock });
    return {};
  },
});

const getPublicAccessBlock = bucketOperation<
  GetPublicAccessBlockCommandInput,
  Answer<GetPublicAccessBlockCommandOutput>
>({
  name: "GetPublicAccessBlock",
  action: "s3:GetBucketPublicAccessBlock",
  run({ name, publicAccessBlock }) {
    if (publicAccessBlock) return { PublicAccessBlockConfiguration: publicAccessBlock };
    const message = "The public access block configuration was not found";
    throw new AwsError("NoSuchPublicAccessBlockConfiguration", message, 404, { BucketName: name });
  },
});

const deletePublicAccessBlock = bucketOperation<DeletePublicAccessBlockCommandInput, object>({
  name: "DeletePublicAccessBlock",
  action: "s3:PutBucketPublicAccessBlock",
  run(bucket, _input, { world }) {
    const { publicAccessBlock: _removed, ...rest } = bucket;
    replaceBucket(world, rest);
    return {};
  },
});

export const protectionOperations = {
  PutBucketEncryption: putEncryption,
  GetBucketEncryption: getEncryption,
  DeleteBucketEncryption: deleteEncryption,
  PutPublicAccessBlock: putPublicAccessBlock,
  GetPublicAccessBlock: getPublicAccessBlock,
  DeletePublicAccessBlock: deletePublicAccessBlock,
};
