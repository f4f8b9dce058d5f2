import * as z from "zod";
import { AwsError } from "../../kernel/aws-error.ts";
import type { ResourceContext, ResourceMade, ResourceType } from "../../kernel/service.ts";
import { checkBucketName } from "./bucket-name.ts";
import { checkEncryption } from "./bucket-protection.ts";
import { type BucketRecord, bucketArn, bucketsOf, NEW_BUCKET, replaceBucket } from "./buckets.ts";
import { tagsOf } from "./tag-set.ts";

const LONGEST_NAME = 63;

const encryption = z.strictObject({
  ServerSideEncryptionConfiguration: z.array(
    z.strictObject({
      BucketKeyEnabled: z.boolean().optional(),
      ServerSideEncryptionByDefault: z.strictObject({ SSEAlgorithm: z.literal("AES256") }),
    }),
  ),
});

const days = z.coerce.number().int().positive();

const lifecycleRule = z.strictObject({
  Id: z.string().optional(),
  Status: z.enum(["Enabled", "Disabled"]),
  Prefix: z.string().optional(),
  ExpirationInDays: days.optional(),
  NoncurrentVersionExpiration: z.strictObject({ NoncurrentDays: days }).optional(),
  /** Understood, and without effect: there are no multipart uploads here. */
  AbortIncompleteMultipartUpload: z.strictObject({ DaysAfterInitiation: days }).optional(),
});

const ownership = z.strictObject({
  Rules: z.array(z.strictObject({ ObjectOwnership: z.literal("BucketOwnerEnforced") })),
});

const publicAccessBlock = z.strictObject({
  BlockPublicAcls: z.boolean().default(false),
  BlockPublicPolicy: z.boolean().default(false),
  IgnorePublicAcls: z.boolean().default(false),
  RestrictPublicBuckets: z.boolean().default(false),
});

const properties = z.strictObject({
  BucketName: z.string().optional(),
  BucketEncryption: encryption.optional(),
  LifecycleConfiguration: z.strictObject({ Rules: z.array(lifecycleRule) }).optional(),
  OwnershipControls: ownership.optional(),
  PublicAccessBlockConfiguration: publicAccessBlock.optional(),
  VersioningConfiguration: z.strictObject({ Status: z.enum(["Enabled", "Suspended"]) }).optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});

type Properties = z.infer<typeof properties>;

function encryptionOf({ BucketEncryption }: Properties): BucketRecord["encryption"] {
  if (!BucketEncryption) return NEW_BUCKET.encryption;
  const Rules = BucketEncryption.ServerSideEncryptionConfiguration.map((rule) => ({
    ApplyServerSideEncryptionByDefault: rule.ServerSideEncryptionByDefault,
    BucketKeyEnabled: rule.BucketKeyEnabled ?? false,
  }));
  checkEncryption({ Rules });
  return { Rules };
}

function lifecycleOf({ LifecycleConfiguration }: Properties): BucketRecord["lifecycle"] {
  const enabled = (LifecycleConfiguration?.Rules ?? []).filter((rule) => rule.Status === "Enabled");
  return enabled.map((rule) => ({
    prefix: rule.Prefix ?? "",
    ...(rule.ExpirationInDays !== undefined && { expirationDays: rule.ExpirationInDays }),
    ...(rule.NoncurrentVersionExpiration && {
      noncurrentDays: rule.NoncurrentVersionExpiration.NoncurrentDays,
    }),
  }));
}

function bucketOf(name: string, asked: Properties, context: ResourceContext): BucketRecord {
  const tags = Object.entries(context.tags).map(([Key, Value]) => ({ Key, Value }));
  const versioning = asked.VersioningConfiguration?.Status;
  return {
    name,
    account: context.account,
    region: context.region,
    createdAt: context.world.clock.now(),
    encryption: encryptionOf(asked),
    publicAccessBlock: asked.PublicAccessBlockConfiguration ?? NEW_BUCKET.publicAccessBlock,
    lifecycle: lifecycleOf(asked),
    tags: { ...tagsOf(tags), ...tagsOf(asked.Tags ?? []) },
    ...(versioning && { versioning }),
  };
}

function attributesOf({ name, region }: BucketRecord): Readonly<Record<string, string>> {
  return {
    Arn: bucketArn(name),
    DomainName: `${name}.s3.amazonaws.com`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    WebsiteURL: `http://${name}.s3-website-${region}.amazonaws.com`,
  };
}

/** A private bucket, as the CDK emits it. Errors: those of CreateBucket. */
export const bucketType: ResourceType = {
  type: "AWS::S3::Bucket",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = properties.parse(given);
    const name = asked.BucketName ?? context.physicalName(LONGEST_NAME).toLowerCase();
    checkBucketName(name);
    const taken = bucketsOf(context.world).get(name);
    if (taken) {
      const error = taken.account === context.account ? "OwnedByYou" : "Exists";
      throw new AwsError(`BucketAlready${error}`, `${name} already exists`, 409);
    }
    const bucket = bucketOf(name, asked, context);
    replaceBucket(context.world, bucket);
    return { ref: name, attributes: attributesOf(bucket) };
  },
};
