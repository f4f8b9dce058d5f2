import { createHash } from "node:crypto";
import type {
  PublicAccessBlockConfiguration,
  ServerSideEncryptionConfiguration,
} from "@aws-sdk/client-s3";
import type { Collection } from "../../kernel/collection.ts";
import type { Call, World } from "../../kernel/service.ts";
import { accessDenied, noSuchBucket, PermanentRedirect } from "./errors.ts";

/** What a lifecycle rule of a bucket removes, in whole days. */
export interface LifecycleRule {
  readonly prefix: string;
  readonly expirationDays?: number;
  readonly noncurrentDays?: number;
}

/** One bucket, wherever it lives: names are unique across all accounts and Regions. */
export interface BucketRecord {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly versioning?: "Enabled" | "Suspended";
  /** The bucket policy as it was put: JSON text. */
  readonly policy?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly encryption: ServerSideEncryptionConfiguration;
  readonly publicAccessBlock?: PublicAccessBlockConfiguration;
  readonly lifecycle: readonly LifecycleRule[];
}

/**
 * What S3 gives every new bucket: SSE-S3 and all public access blocked
 * (S3 User Guide, "Default settings for new buckets", since January and April 2023).
 */
export const NEW_BUCKET = {
  encryption: {
    Rules: [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false },
    ],
  },
  publicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
  lifecycle: [],
} satisfies Partial<BucketRecord>;

/** Every bucket of the cloud by name: one namespace for all accounts. */
export function bucketsOf(world: World): Collection<BucketRecord> {
  return world.storage.collection({ service: "s3", account: "aws", region: "global" }, "buckets");
}

export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}

/** The canonical user id by which S3 speaks of an account: 64 hexadecimal digits. */
export function canonicalUserId(account: string): string {
  return createHash("sha256").update(account).digest("hex");
}

/** Which bucket a request means, and what it expects of it. */
export interface BucketInput {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/**
 * The bucket that a request means.
 * Errors: NoSuchBucket, AccessDenied when another account owns it than the caller expects, and
 * PermanentRedirect when it lives in another Region than the endpoint that was called.
 */
export function bucketFor(call: Call, input: BucketInput): BucketRecord {
  const bucket = bucketsOf(call.world).get(input.Bucket ?? "");
  if (!bucket) throw noSuchBucket();
  const expected = input.ExpectedBucketOwner;
  if (expected !== undefined && expected !== bucket.account) throw accessDenied();
  if (bucket.region !== call.region) throw new PermanentRedirect(bucket.name, bucket.region);
  return bucket;
}

/** Puts the bucket's new facts in the place of the old ones. */
export function replaceBucket(world: World, bucket: BucketRecord): void {
  bucketsOf(world).set(bucket.name, bucket);
}

/** Changes some facts of a bucket. */
export function updateBucket(
  world: World,
  bucket: BucketRecord,
  change: Partial<BucketRecord>,
): void {
  replaceBucket(world, { ...bucket, ...change });
}
