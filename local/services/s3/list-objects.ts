import type {
  _Object,
  ListObjectsCommandInput,
  ListObjectsCommandOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../kernel/aws-error.ts";
import type { World } from "../../kernel/service.ts";
import { type BucketRecord, canonicalUserId } from "./buckets.ts";
import { encodeKey, type KeyPage, type KeyQuery, listKeys } from "./key-listing.ts";
import { type ObjectVersion, objectsOf } from "./objects.ts";
import { type Answer, bucketOperation } from "./operation.ts";
import { fromToken, toToken } from "./page-token.ts";

/** Largest page of a listing, and the page without MaxKeys (S3 API Reference, ListObjectsV2). */
export const KEYS_PER_PAGE = 1000;

/** How many entries a page holds. Errors: InvalidArgument. */
export function pageSize(maxKeys: number | undefined): number {
  if (maxKeys !== undefined && maxKeys < 0) {
    const message = "Argument maxKeys must be an integer between 0 and 2147483647";
    throw new AwsError("InvalidArgument", message);
  }
  return Math.min(maxKeys ?? KEYS_PER_PAGE, KEYS_PER_PAGE);
}

interface ListInput {
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly EncodingType?: "url" | undefined;
}

/** Condition keys of a listing. */
export function listContext(input: ListInput) {
  return {
    "s3:prefix": input.Prefix,
    "s3:delimiter": input.Delimiter,
    "s3:max-keys": input.MaxKeys,
  };
}

function newestObjects(world: World, bucket: BucketRecord): Map<string, ObjectVersion> {
  const newest = new Map<string, ObjectVersion>();
  for (const { key, versions } of objectsOf(world, bucket).values()) {
    if (versions[0]?.kind === "object") newest.set(key, versions[0]);
  }
  return newest;
}

/** What both forms of the listing answer, and the page that it was made of. */
function listing(world: World, bucket: BucketRecord, asked: ListInput & { after: string }) {
  const { Prefix: prefix = "", Delimiter: delimiter = "", after, EncodingType: encoding } = asked;
  const newest = newestObjects(world, bucket);
  const query: KeyQuery = { prefix, delimiter, after, limit: pageSize(asked.MaxKeys) };
  const page = listKeys(newest.keys(), query);
  const common = {
    Name: bucket.name,
    Prefix: encodeKey(prefix, encoding),
    MaxKeys: query.limit,
    IsTruncated: page.next !== undefined,
    Contents: contents(page, newest, encoding),
    CommonPrefixes: page.commonPrefixes.map((each) => ({ Prefix: encodeKey(each, encoding) })),
    ...(delimiter !== "" && { Delimiter: encodeKey(delimiter, encoding) }),
    ...(encoding && { EncodingType: encoding }),
  };
  return { page, common };
}

function contents(
  page: KeyPage,
  newest: ReadonlyMap<string, ObjectVersion>,
  encoding: "url" | undefined,
): _Object[] {
  return page.keys.map((key) => {
    const version = newest.get(key);
    return {
      Key: encodeKey(key, encoding),
      LastModified: new Date(version?.at ?? 0),
      ETag: version?.etag,
      Size: version?.size,
      StorageClass: "STANDARD" as const,
    };
  });
}

export const listObjectsV2 = bucketOperation<
  ListObjectsV2CommandInput,
  Answer<ListObjectsV2CommandOutput>
>({
  name: "ListObjectsV2",
  action: "s3:ListBucket",
  context: listContext,
  members: [
    ...(["Prefix", "Delimiter", "MaxKeys", "EncodingType"] as const),
    ...(["ContinuationToken", "StartAfter", "FetchOwner"] as const),
  ],
  run(bucket, input, { world }) {
    const { ContinuationToken, StartAfter = "", FetchOwner } = input;
    const after = ContinuationToken === undefined ? StartAfter : fromToken(ContinuationToken);
    const { page, common } = listing(world, bucket, { ...input, after });
    const owner = FetchOwner && { Owner: { ID: canonicalUserId(bucket.account) } };
    return {
      ...common,
      Contents: common.Contents.map((object) => ({ ...object, ...owner })),
      KeyCount: page.keys.length + page.commonPrefixes.length,
      ...(page.next !== undefined && { NextContinuationToken: toToken(page.next) }),
      ...(ContinuationToken !== undefined && { ContinuationToken }),
      ...(StartAfter !== "" && { StartAfter: encodeKey(StartAfter, input.EncodingType) }),
    };
  },
});

export const listObjects = bucketOperation<
  ListObjectsCommandInput,
  Answer<ListObjectsCommandOutput>
>({
  name: "ListObjects",
  action: "s3:ListBucket",
  context: listContext,
  members: ["Prefix", "Delimiter", "MaxKeys", "EncodingType", "Marker"],
  run(bucket, input, { world }) {
    const { Marker = "", Delimiter, EncodingType } = input;
    const { page, common } = listing(world, bucket, { ...input, after: Marker });
    const Owner = { ID: canonicalUserId(bucket.account) };
    return {
      ...common,
      Contents: common.Contents.map((object) => ({ ...object, Owner })),
      Marker: encodeKey(Marker, EncodingType),
      // Told only with a delimiter: without one, the last key is the next marker.
      ...(page.next !== undefined &&
        Delimiter !== undefined && { NextMarker: encodeKey(page.next, EncodingType) }),
    };
  },
});
