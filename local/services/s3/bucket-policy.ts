import type {
  DeleteBucketPolicyCommandInput,
  GetBucketPolicyCommandInput,
  GetBucketPolicyCommandOutput,
  PutBucketPolicyCommandInput,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../kernel/aws-error.ts";
import type { World } from "../../kernel/service.ts";
import { blockOf } from "./account-block.ts";
import { type BucketRecord, bucketArn, replaceBucket, updateBucket } from "./buckets.ts";
import { accessDenied } from "./errors.ts";
import { type Answer, bucketOperation } from "./operation.ts";
import { isPublic } from "./public-policy.ts";

/** Bytes of a bucket policy (S3 User Guide, "Bucket policies": 20 KB). */
const LARGEST_POLICY = 20 * 1024;

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicy", message);
}

interface Document {
  readonly Statement?: Statement | readonly Statement[];
}

interface Statement {
  readonly Principal?: unknown;
  readonly Resource?: string | readonly string[];
}

function statementsOf(policy: string): readonly Statement[] {
  try {
    const { Statement } = JSON.parse(policy) as Document;
    if (Statement === undefined) throw malformed("Missing required field Statement");
    return [Statement].flat();
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw malformed("This policy contains invalid Json");
  }
}

/** Whether a resource of the policy is the bucket or lies in it. */
function liesIn(bucket: BucketRecord, resource: string): boolean {
  const arn = bucketArn(bucket.name);
  return resource === arn || resource.startsWith(`${arn}/`) || resource === `${arn}*`;
}

/**
 * Throws unless S3 would take the policy for this bucket: MalformedPolicy, or AccessDenied when it is
 * public and public policies are blocked.
 */
export function checkBucketPolicy(world: World, bucket: BucketRecord, policy: string): void {
  if (Buffer.byteLength(policy) > LARGEST_POLICY) {
    throw new AwsError(
      "PolicyTooLarge",
      "Normalized policy document exceeds the maximum allowed size of 20480 bytes.",
    );
  }
  const statements = statementsOf(policy);
  if (statements.some(({ Principal }) => Principal === undefined)) {
    throw malformed("Missing required field Principal");
  }
  const resources = statements.flatMap(({ Resource = [] }) => Resource);
  if (!resources.every((resource) => liesIn(bucket, resource))) {
    throw malformed("Policy has invalid resource");
  }
  if (blockOf(world, bucket).BlockPublicPolicy && isPublic(policy)) {
    throw accessDenied(
      "Public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.",
    );
  }
}

const put = bucketOperation<PutBucketPolicyCommandInput, object>({
  name: "PutBucketPolicy",
  members: ["Policy", "ChecksumAlgorithm", "ContentMD5"],
  run(bucket, input, { world }) {
    const policy = input.Policy ?? "";
    checkBucketPolicy(world, bucket, policy);
    updateBucket(world, bucket, { policy });
    return {};
  },
});

const get = bucketOperation<GetBucketPolicyCommandInput, Answer<GetBucketPolicyCommandOutput>>({
  name: "GetBucketPolicy",
  run(bucket) {
    if (bucket.policy === undefined) {
      throw new AwsError("NoSuchBucketPolicy", "The bucket policy does not exist", 404, {
        BucketName: bucket.name,
      });
    }
    return { Policy: bucket.policy };
  },
});

const remove = bucketOperation<DeleteBucketPolicyCommandInput, object>({
  name: "DeleteBucketPolicy",
  run(bucket, _input, { world }) {
    const { policy: _removed, ...rest } = bucket;
    replaceBucket(world, rest);
    return {};
  },
});

export const policyOperations = {
  PutBucketPolicy: put,
  GetBucketPolicy: get,
  DeleteBucketPolicy: remove,
};
