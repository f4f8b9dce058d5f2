import type {
  BucketLocationConstraint,
  DeleteBucketCommandInput,
  GetBucketLocationCommandInput,
  GetBucketLocationCommandOutput,
  HeadBucketCommandInput,
  HeadBucketCommandOutput,
  ListBucketsCommandInput,
  ListBucketsCommandOutput,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Operation } from "../../kernel/service.ts";
import { authorizationFor } from "./authorization.ts";
import { bucketArn, bucketFor, bucketsOf, canonicalUserId } from "./buckets.ts";
import { notFound } from "./errors.ts";
import { objectsOf } from "./objects.ts";
import { type Answer, bucketOperation } from "./operation.ts";
import { fromToken, toToken } from "./page-token.ts";

/** Largest page of ListBuckets, and the page without MaxBuckets (S3 API Reference, ListBuckets). */
const BUCKETS_PER_PAGE = 10_000;

const deleteBucket = bucketOperation<DeleteBucketCommandInput, object>({
  name: "DeleteBucket",
  run(bucket, _input, call) {
    if (objectsOf(call.world, bucket).size > 0) {
      throw new AwsError("BucketNotEmpty", "The bucket you tried to delete is not empty", 409, {
        BucketName: bucket.name,
      });
    }
    bucketsOf(call.world).delete(bucket.name);
    return {};
  },
});

const listBuckets: Operation<ListBucketsCommandInput, Answer<ListBucketsCommandOutput>> = {
  authorize: () => [{ action: "s3:ListAllMyBuckets", resource: "*" }],
  run(input, call) {
    const { BucketRegion, ContinuationToken, MaxBuckets = BUCKETS_PER_PAGE, Prefix = "" } = input;
    const after = fromToken(ContinuationToken);
    const matching = [...bucketsOf(call.world).values()]
      .filter((bucket) => bucket.account === call.account && bucket.name.startsWith(Prefix))
      .filter((bucket) => BucketRegion === undefined || bucket.region === BucketRegion)
      .filter((bucket) => bucket.name > after)
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    const page = matching.slice(0, MaxBuckets);
    const last = page.at(-1);
    return {
      Buckets: page.map(({ name, region, createdAt }) => ({
        Name: name,
        CreationDate: new Date(createdAt),
        BucketArn: bucketArn(name),
        // Told in the paginated form only, as S3 does.
        ...((input.MaxBuckets ?? BucketRegion) !== undefined && { BucketRegion: region }),
      })),
      Owner: { ID: canonicalUserId(call.account) },
      ...(input.Prefix !== undefined && { Prefix }),
      ...(last && matching.length > page.length && { ContinuationToken: toToken(last.name) }),
    };
  },
};

const headBucket: Operation<HeadBucketCommandInput, Answer<HeadBucketCommandOutput>> = {
  authorize: (input, call) => [
    authorizationFor(call, { action: "s3:ListBucket", bucket: input.Bucket }),
  ],
  run(input, call) {
    onlyMembers("s3:HeadBucket", input, ["Bucket", "ExpectedBucketOwner"]);
    if (!bucketsOf(call.world).has(input.Bucket ?? "")) throw notFound();
    const bucket = bucketFor(call, input);
    return {
      BucketRegion: bucket.region,
      BucketArn: bucketArn(bucket.name),
      AccessPointAlias: false,
    };
  },
};

const getBucketLocation: Operation<
  GetBucketLocationCommandInput,
  Answer<GetBucketLocationCommandOutput>
> = {
  authorize: (input, call) => [
    authorizationFor(call, { action: "s3:GetBucketLocation", bucket: input.Bucket }),
  ],
  run(input, call) {
    // The endpoint of us-east-1 knows the location of every bucket; the others redirect.
    const found = bucketsOf(call.world).get(input.Bucket ?? "");
    const region = found && call.region === "us-east-1" ? found.region : call.region;
    const bucket = bucketFor({ ...call, region }, input);
    if (bucket.region === "us-east-1") return {};
    return { LocationConstraint: bucket.region as BucketLocationConstraint };
  },
};

/** Operations on buckets as a whole, besides their creation. */
export const bucketOperations = {
  DeleteBucket: deleteBucket,
  ListBuckets: listBuckets,
  HeadBucket: headBucket,
  GetBucketLocation: getBucketLocation,
};
