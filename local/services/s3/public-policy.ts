import type { World } from "../../kernel/service.ts";
import { blockOf } from "./account-block.ts";
import type { BucketRecord } from "./buckets.ts";

interface Statement {
  readonly Effect?: string;
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: unknown;
}

function grantsEveryone(statement: Statement): boolean {
  const { Effect, Principal, Condition } = statement;
  if (Effect !== "Allow" || Condition !== undefined) return false;
  const named = typeof Principal === "object" ? Principal["AWS"] : Principal;
  return [named].flat().includes("*");
}

/**
 * Whether a bucket policy is public: it allows everyone, without a condition. S3 also looks into
 * conditions that leave too many in (S3 User Guide, "The meaning of public"); here any condition
 * makes a statement non-public.
 */
export function isPublic(policy: string): boolean {
  const document = JSON.parse(policy) as { Statement?: Statement | readonly Statement[] };
  return [document.Statement ?? []].flat().some(grantsEveryone);
}

/**
 * The bucket policy as far as it counts for a caller of `account`: with RestrictPublicBuckets, a
 * public policy opens the bucket to its own account only.
 */
export function policyThatCounts(
  world: World,
  bucket: BucketRecord,
  account: string,
): string | undefined {
  const { policy } = bucket;
  if (policy === undefined) return undefined;
  const restricted = blockOf(world, bucket).RestrictPublicBuckets && isPublic(policy);
  return restricted && account !== bucket.account ? undefined : policy;
}
