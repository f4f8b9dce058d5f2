import type { PublicAccessBlockConfiguration } from "@aws-sdk/client-s3";
import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** The four settings, each said. */
export type PublicAccessBlock = Required<PublicAccessBlockConfiguration>;

/** The block of each account that has one. */
export const accountBlocksOf = (world: World): Collection<PublicAccessBlock> =>
  world.storage.collection({ service: "s3", account: "aws", region: "global" }, "account-blocks");

/** Settings that are left out are off. */
export const wholeBlock = (asked: PublicAccessBlockConfiguration = {}): PublicAccessBlock => ({
  BlockPublicAcls: asked.BlockPublicAcls ?? false,
  IgnorePublicAcls: asked.IgnorePublicAcls ?? false,
  BlockPublicPolicy: asked.BlockPublicPolicy ?? false,
  RestrictPublicBuckets: asked.RestrictPublicBuckets ?? false,
});

interface Blocked {
  readonly account: string;
  readonly publicAccessBlock?: PublicAccessBlockConfiguration;
}

/**
 * What counts for a bucket: of its own settings and its account's the stricter ones (S3 User Guide,
 * "Blocking public access to your Amazon S3 storage").
 */
export function blockOf(world: World, { account, publicAccessBlock }: Blocked): PublicAccessBlock {
  const own = wholeBlock(publicAccessBlock);
  const wide = wholeBlock(accountBlocksOf(world).get(account));
  return {
    BlockPublicAcls: own.BlockPublicAcls || wide.BlockPublicAcls,
    IgnorePublicAcls: own.IgnorePublicAcls || wide.IgnorePublicAcls,
    BlockPublicPolicy: own.BlockPublicPolicy || wide.BlockPublicPolicy,
    RestrictPublicBuckets: own.RestrictPublicBuckets || wide.RestrictPublicBuckets,
  };
}
