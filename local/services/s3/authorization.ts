import type { Authorization, Call } from "../../kernel/service.ts";
import { bucketArn, bucketsOf } from "./buckets.ts";
import { policyThatCounts } from "./public-policy.ts";

/** Values of condition keys, such as `s3:prefix`. Those that are undefined were not sent. */
export type Context = Readonly<Record<string, string | number | undefined>>;

type Present = NonNullable<Authorization["context"]>;

function present(context: Context): Present {
  return Object.fromEntries(
    Object.entries(context).filter(([, value]) => value !== undefined),
  ) as Present;
}

/** What is asked for on a bucket or one of its objects. */
export interface Wanted {
  /** For example `s3:GetObject`. */
  readonly action: string;
  readonly bucket: string | undefined;
  /** The object's key; absent when the bucket itself is the resource. */
  readonly key?: string | undefined;
  readonly context?: Context | undefined;
}

/**
 * The root user of a bucket's account may see, replace and delete its policy, whatever that says (S3 API
 * Reference, PutBucketPolicy): nobody locks themselves out for good.
 */
const POLICY_ACTIONS = ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"];

/** What must be allowed, with the owner and the policy of the bucket where it exists. */
export function authorizationFor(call: Call, wanted: Wanted): Authorization {
  const name = wanted.bucket ?? "";
  const bucket = bucketsOf(call.world).get(name);
  const isOwnersRoot = call.principal.kind === "root" && bucket?.account === call.account;
  const policy =
    isOwnersRoot && POLICY_ACTIONS.includes(wanted.action)
      ? undefined
      : bucket && policyThatCounts(call.world, bucket, call.account);
  return {
    action: wanted.action,
    resource: wanted.key === undefined ? bucketArn(name) : `${bucketArn(name)}/${wanted.key}`,
    context: present(wanted.context ?? {}),
    ...(bucket && { resourceAccount: bucket.account }),
    ...(policy !== undefined && { resourcePolicy: policy }),
  };
}
