import type { Collection, Place } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";
import type { BucketRecord } from "./buckets.ts";
import type { Checksums } from "./checksums.ts";

/** The version id of objects in a bucket that was never versioned, or is suspended. */
export const NULL_VERSION = "null";

const VERSION_ID_LENGTH = 32;
const VERSION_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

/** Headers that S3 keeps with an object and gives back. */
export interface KeptHeaders {
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly ContentType?: string;
}

/** One version of an object. */
export interface ObjectVersion {
  readonly kind: "object";
  readonly id: string;
  /** When it was put, in milliseconds since the epoch. */
  readonly at: number;
  /** MD5 of the body in quotes. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** Key of the body among the bodies of the bucket. */
  readonly body: string;
  readonly headers: KeptHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly checksums: Checksums;
}

/** Stands for a deletion in a versioned bucket. */
export interface DeleteMarker {
  readonly kind: "marker";
  readonly id: string;
  readonly at: number;
}

export type Version = ObjectVersion | DeleteMarker;

/** One key with all its versions, the newest first; never without any. */
export interface StoredObject {
  readonly key: string;
  readonly versions: readonly Version[];
}

function placeOf(bucket: BucketRecord): Place {
  return { service: "s3", account: bucket.account, region: bucket.region };
}

/** The objects of a bucket by key. */
export function objectsOf(world: World, bucket: BucketRecord): Collection<StoredObject> {
  return world.storage.collection(placeOf(bucket), `objects/${bucket.name}`);
}

/** The bodies of a bucket's objects, in base64. */
export function bodiesOf(world: World, bucket: BucketRecord): Collection<string> {
  return world.storage.collection(placeOf(bucket), `bodies/${bucket.name}`);
}

/** The id of the next version: new in a versioned bucket, `null` in others. */
export function nextVersionId(world: World, bucket: BucketRecord): string {
  return bucket.versioning === "Enabled"
    ? world.random.text(VERSION_ID_LENGTH, VERSION_ID_ALPHABET)
    : NULL_VERSION;
}

function keep(world: World, bucket: BucketRecord, kept: StoredObject): void {
  if (kept.versions.length === 0) objectsOf(world, bucket).delete(kept.key);
  else objectsOf(world, bucket).set(kept.key, kept);
}

/** Removes one version of a key for good, and its body. Returns it, if there was one. */
export function removeVersion(
  world: World,
  bucket: BucketRecord,
  which: { readonly key: string; readonly id: string },
): Version | undefined {
  const versions = objectsOf(world, bucket).get(which.key)?.versions ?? [];
  const removed = versions.find((version) => version.id === which.id);
  if (!removed) return undefined;
  keep(world, bucket, { key: which.key, versions: versions.filter((each) => each !== removed) });
  if (removed.kind === "object") bodiesOf(world, bucket).delete(removed.body);
  return removed;
}

/** Makes `version` the newest of its key; one with the same id (`null`) is replaced. */
export function addVersion(
  world: World,
  bucket: BucketRecord,
  { key, version }: { readonly key: string; readonly version: Version },
): void {
  removeVersion(world, bucket, { key, id: version.id });
  const older = objectsOf(world, bucket).get(key)?.versions ?? [];
  keep(world, bucket, { key, versions: [version, ...older] });
}
