import {
  BucketAlreadyExists,
  BucketAlreadyOwnedByYou,
  type CreateBucketCommandInput,
  type CreateBucketCommandOutput,
} from "@aws-sdk/client-s3";
import { AwsError, NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Call, Operation } from "../../kernel/service.ts";
import { authorizationFor } from "./authorization.ts";
import { checkBucketName } from "./bucket-name.ts";
import { bucketsOf, NEW_BUCKET } from "./buckets.ts";
import type { Answer } from "./operation.ts";
import { tagsOf } from "./tag-set.ts";

type Input = CreateBucketCommandInput;

const UNDERSTOOD = [
  "Bucket",
  "ACL",
  "CreateBucketConfiguration",
  "ObjectLockEnabledForBucket",
  "ObjectOwnership",
];

/** Buckets a general account may have (S3 quotas). */
const BUCKETS_PER_ACCOUNT = 10_000;

/**
 * The Region in which the bucket is to be made. The endpoint of us-east-1 makes buckets anywhere; the
 * others only in their own Region, and want it spelled out (S3 API Reference, CreateBucket).
 */
function regionFor(input: Input, call: Call): string {
  const constraint = input.CreateBucketConfiguration?.LocationConstraint;
  if (constraint === ("us-east-1" as string)) {
    throw new AwsError(
      "InvalidLocationConstraint",
      "The specified location-constraint is not valid",
    );
  }
  const wanted = constraint === "EU" ? "eu-west-1" : constraint;
  if (call.region !== "us-east-1" && wanted !== call.region) {
    throw new AwsError(
      "IllegalLocationConstraintException",
      `The ${constraint ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  return wanted ?? "us-east-1";
}

/** Access control lists are off in new buckets, so only the private one can be asked for. */
function checkFeatures(input: Input): void {
  if (input.ACL !== undefined && input.ACL !== "private") {
    throw new AwsError(
      "InvalidBucketAclWithObjectOwnership",
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  }
  if (input.ObjectLockEnabledForBucket) throw new NotEmulated("S3 Object Lock");
  if (input.ObjectOwnership !== undefined && input.ObjectOwnership !== "BucketOwnerEnforced") {
    throw new NotEmulated(`the ObjectOwnership ${input.ObjectOwnership} of S3 buckets`);
  }
}

/**
 * Whether the bucket is the caller's already: us-east-1 answers success again for it.
 * Errors: BucketAlreadyOwnedByYou in the other Regions, BucketAlreadyExists when it is another's.
 */
function alreadyMade(name: string, call: Call): boolean {
  const found = bucketsOf(call.world).get(name);
  if (!found) return false;
  if (found.account !== call.account) {
    throw new BucketAlreadyExists({
      message:
        "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
      $metadata: {},
    });
  }
  if (found.region === "us-east-1" && call.region === "us-east-1") return true;
  throw new BucketAlreadyOwnedByYou({
    message: "Your previous request to create the named bucket succeeded and you already own it.",
    $metadata: {},
  });
}

function checkQuota(call: Call): void {
  const owned = [...bucketsOf(call.world).values()].filter(
    ({ account }) => account === call.account,
  );
  if (owned.length >= BUCKETS_PER_ACCOUNT) {
    throw new AwsError("TooManyBuckets", "You have attempted to create more buckets than allowed");
  }
}

export const createBucket: Operation<Input, Answer<CreateBucketCommandOutput>> = {
  authorize(input, call) {
    const context = {
      "s3:locationconstraint": input.CreateBucketConfiguration?.LocationConstraint,
    };
    const wanted = { action: "s3:CreateBucket", bucket: input.Bucket, context };
    // Whose bucket of this name there may be already is no matter of permissions.
    const { action, resource, ...rest } = authorizationFor(call, wanted);
    return [{ action, resource, ...(rest.context && { context: rest.context }) }];
  },
  run(input, call) {
    onlyMembers("s3:CreateBucket", input, UNDERSTOOD);
    const configuration = input.CreateBucketConfiguration ?? {};
    onlyMembers("s3:CreateBucket", configuration, ["LocationConstraint", "Tags"]);
    const name = input.Bucket ?? "";
    checkBucketName(name);
    checkFeatures(input);
    const region = regionFor(input, call);
    if (alreadyMade(name, call)) return { Location: `/${name}` };
    checkQuota(call);
    const tags = configuration.Tags && tagsOf(configuration.Tags);
    bucketsOf(call.world).set(name, {
      ...NEW_BUCKET,
      name,
      account: call.account,
      region,
      createdAt: call.world.clock.now(),
      ...(tags && { tags }),
    });
    return { Location: `/${name}` };
  },
};
