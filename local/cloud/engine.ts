import type { Configuration } from "../../infra/configuration.ts";
import type { RootUser } from "../kernel/principal.ts";
import type { Dispatch, World } from "../kernel/service.ts";
import type { NukeEngine } from "../nuke-engine/build.ts";
import { bucketsOf } from "../services/s3/buckets.ts";

/**
 * Puts the nuke engine where the configuration says that it is: what an administrator does once before
 * the first deployment, as root of the account that Mayfly runs in.
 */
export async function publishEngine(
  { world, dispatch }: { readonly world: World; readonly dispatch: Dispatch },
  { nuke, organization, region }: Configuration,
  engine: NukeEngine,
): Promise<void> {
  const { hostname: Bucket, pathname } = new URL(nuke.engine.location);
  const account = organization.vendingAccountId;
  const arn = `arn:aws:iam::${account}:root`;
  const principal: RootUser = { kind: "root", account, arn, userId: account };
  const asRoot = (operation: string, input: object) =>
    dispatch({ principal, region, service: "s3", operation, input: { Bucket, ...input } });
  if (!bucketsOf(world).has(Bucket))
    await asRoot("CreateBucket", { CreateBucketConfiguration: { LocationConstraint: region } });
  // Again even if it is there: a newer engine may be pinned than in the world that was kept.
  await asRoot("PutObject", { Key: pathname.slice(1), Body: engine.bytes });
}
