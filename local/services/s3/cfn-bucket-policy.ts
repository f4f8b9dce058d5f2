import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../kernel/service.ts";
import { checkBucketPolicy } from "./bucket-policy.ts";
import { bucketsOf, updateBucket } from "./buckets.ts";
import { accessDenied, noSuchBucket } from "./errors.ts";

const properties = z.strictObject({
  Bucket: z.string(),
  PolicyDocument: z.record(z.string(), z.unknown()),
});

/** The policy of a bucket of the stack's account. */
export const bucketPolicyType: ResourceType = {
  type: "AWS::S3::BucketPolicy",
  properties: Object.keys(properties.shape),
  create(given: unknown, { world, account }): ResourceMade {
    const { Bucket, PolicyDocument } = properties.parse(given);
    const bucket = bucketsOf(world).get(Bucket);
    if (!bucket) throw noSuchBucket();
    if (bucket.account !== account) throw accessDenied();
    const policy = JSON.stringify(PolicyDocument);
    checkBucketPolicy(world, bucket, policy);
    updateBucket(world, bucket, { policy });
    return { ref: Bucket, attributes: {} };
  },
};
