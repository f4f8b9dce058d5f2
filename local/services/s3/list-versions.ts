import type {
  DeleteMarkerEntry,
  ListObjectVersionsCommandInput,
  ListObjectVersionsCommandOutput,
  ObjectVersion as VersionEntry,
} from "@aws-sdk/client-s3";
import type { World } from "../../kernel/service.ts";
import { type BucketRecord, canonicalUserId } from "./buckets.ts";
import { encodeKey } from "./key-listing.ts";
import { listContext, pageSize } from "./list-objects.ts";
import { objectsOf, type Version } from "./objects.ts";
import { type Answer, bucketOperation } from "./operation.ts";

type Input = ListObjectVersionsCommandInput;

interface Entry {
  readonly key: string;
  readonly version: Version;
  readonly latest: boolean;
}

/** Every version under the prefix: by key in the order of bytes, the newest first. */
function entriesOf(world: World, bucket: BucketRecord, prefix: string): Entry[] {
  return [...objectsOf(world, bucket).values()]
    .filter(({ key }) => key.startsWith(prefix))
    .sort((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)))
    .flatMap(({ key, versions }) =>
      versions.map((version, index) => ({ key, version, latest: index === 0 })),
    );
}

/** The entries after the markers; a version that is gone meanwhile ends its key. */
function afterMarkers(entries: readonly Entry[], input: Input): readonly Entry[] {
  const { KeyMarker, VersionIdMarker } = input;
  if (KeyMarker === undefined) return entries;
  const marked = entries.findIndex(
    ({ key, version }) => key === KeyMarker && version.id === VersionIdMarker,
  );
  if (marked >= 0) return entries.slice(marked + 1);
  return entries.filter(({ key }) => Buffer.compare(Buffer.from(key), Buffer.from(KeyMarker)) > 0);
}

function entryAnswer(entry: Entry, bucket: BucketRecord, encoding: "url" | undefined) {
  return {
    Key: encodeKey(entry.key, encoding),
    VersionId: entry.version.id,
    IsLatest: entry.latest,
    LastModified: new Date(entry.version.at),
    Owner: { ID: canonicalUserId(bucket.account) },
  };
}

function pageAnswer(page: readonly Entry[], bucket: BucketRecord, input: Input) {
  const versions: VersionEntry[] = [];
  const markers: DeleteMarkerEntry[] = [];
  for (const entry of page) {
    const common = entryAnswer(entry, bucket, input.EncodingType);
    if (entry.version.kind === "marker") markers.push(common);
    else {
      const { etag: ETag, size: Size } = entry.version;
      versions.push({ ...common, ETag, Size, StorageClass: "STANDARD" });
    }
  }
  return { Versions: versions, DeleteMarkers: markers };
}

/** Lists versions and delete markers; a delimiter is not emulated. */
export const listObjectVersions = bucketOperation<Input, Answer<ListObjectVersionsCommandOutput>>({
  name: "ListObjectVersions",
  action: "s3:ListBucketVersions",
  context: listContext,
  members: ["Prefix", "MaxKeys", "EncodingType", "KeyMarker", "VersionIdMarker"],
  run(bucket, input, { world }) {
    const limit = pageSize(input.MaxKeys);
    const rest = afterMarkers(entriesOf(world, bucket, input.Prefix ?? ""), input);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      Name: bucket.name,
      Prefix: encodeKey(input.Prefix ?? "", input.EncodingType),
      MaxKeys: limit,
      IsTruncated: rest.length > page.length,
      ...pageAnswer(page, bucket, input),
      ...(input.EncodingType && { EncodingType: input.EncodingType }),
      ...(input.KeyMarker !== undefined && { KeyMarker: input.KeyMarker }),
      ...(last &&
        rest.length > page.length && {
          NextKeyMarker: encodeKey(last.key, input.EncodingType),
          NextVersionIdMarker: last.version.id,
        }),
    };
  },
});
