import type { World } from "../../kernel/service.ts";
import type { BucketRecord, LifecycleRule } from "./buckets.ts";
import {
  addVersion,
  nextVersionId,
  objectsOf,
  removeVersion,
  type StoredObject,
} from "./objects.ts";

const DAY = 24 * 60 * 60 * 1000;

/** The rule takes effect at the next midnight UTC after its days (S3 User Guide, "Lifecycle rules based on an object's age"). */
function isDue(since: number, days: number | undefined, now: number): boolean {
  return days !== undefined && now >= Math.ceil((since + days * DAY) / DAY) * DAY;
}

function expireNewest(
  world: World,
  bucket: BucketRecord,
  { key, versions: [newest] }: StoredObject,
): void {
  if (newest?.kind !== "object") return;
  const id = nextVersionId(world, bucket);
  if (bucket.versioning === undefined) removeVersion(world, bucket, { key, id });
  else addVersion(world, bucket, { key, version: { kind: "marker", id, at: world.clock.now() } });
}

function applyRule(world: World, bucket: BucketRecord, rule: LifecycleRule): void {
  const now = world.clock.now();
  const concerned = [...objectsOf(world, bucket).values()].filter(({ key }) =>
    key.startsWith(rule.prefix),
  );
  for (const stored of concerned) {
    // A version is noncurrent since the one after it came.
    stored.versions.forEach((version, index) => {
      const successor = stored.versions[index - 1];
      if (successor && isDue(successor.at, rule.noncurrentDays, now)) {
        removeVersion(world, bucket, { key: stored.key, id: version.id });
      }
    });
    const newest = stored.versions[0];
    if (newest && isDue(newest.at, rule.expirationDays, now)) expireNewest(world, bucket, stored);
  }
}

/**
 * Removes what the lifecycle rules of a bucket have let expire. It runs whenever somebody looks at the
 * bucket, which nobody can tell from a timer; AWS may take longer.
 */
export function expireObjects(world: World, bucket: BucketRecord): void {
  for (const rule of bucket.lifecycle) applyRule(world, bucket, rule);
}
