import {
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  ListObjectVersionsCommand,
  paginateListBuckets,
  type S3Client,
  type Tag,
} from "@aws-sdk/client-s3";
import { type Kind, moment, pages, tagProperties } from "../resource.ts";

/** Deletes everything in a bucket, version by version: a page of a listing fits into one DeleteObjects. */
async function empty(s3: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (versions.length === 0) return;
    const Objects = versions.map(({ Key, VersionId }) => ({ Key, VersionId }));
    const command = new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } });
    const [failed] = (await s3.send(command)).Errors ?? [];
    if (failed !== undefined) throw new Error(`${failed.Key}: ${failed.Code} ${failed.Message}`);
  }
}

/** A policy that forbids deleting would be in the way, so it goes first. */
async function deleteBucket(s3: S3Client, Bucket: string): Promise<void> {
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  await empty(s3, Bucket);
  await s3.send(new DeleteBucketCommand({ Bucket }));
}

/** The tags of a bucket; undefined where they may not be read: aws-nuke passes over such a bucket. */
async function tagsOf(s3: S3Client, Bucket: string): Promise<readonly Tag[] | undefined> {
  try {
    return (await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet ?? [];
  } catch (error) {
    return error instanceof Error && error.name === "NoSuchTagSet" ? [] : undefined;
  }
}

const bucket: Kind = {
  type: "S3Bucket",
  list: async ({ owner, clients: { s3 } }) => {
    const listing = paginateListBuckets({ client: s3 }, { BucketRegion: owner });
    const buckets = await pages(listing, ({ Buckets }) => Buckets);
    const tags = await Promise.all(buckets.map(({ Name = "" }) => tagsOf(s3, Name)));
    return buckets.flatMap(({ Name = "", CreationDate }, index) => {
      const own = tags[index];
      if (own === undefined) return [];
      const properties = { Name, CreationDate: moment(CreationDate), ...tagProperties(own) };
      return [{ name: `s3://${Name}`, properties, remove: () => deleteBucket(s3, Name) }];
    });
  },
};

export const s3Kinds: readonly Kind[] = [bucket];
