import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { authorizationFor, type Context } from "./authorization.ts";
import { type BucketInput, type BucketRecord, bucketFor } from "./buckets.ts";
import { expireObjects } from "./lifecycle.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

/** An operation on one bucket or its objects. */
interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated, besides Bucket and ExpectedBucketOwner. */
  readonly members?: readonly (keyof I & string)[];
  /** Needed instead of `action` where it is not one permission on the bucket. */
  readonly authorize?: (input: I, call: Call) => readonly Authorization[];
  /** The permission on the bucket; `s3:<name>` when absent. */
  readonly action?: string;
  readonly context?: (input: I) => Context;
  readonly run: (bucket: BucketRecord, input: I, call: Call) => O;
}

/** An operation that refuses what it does not emulate and finds its bucket before it runs. */
export function bucketOperation<I extends BucketInput, O>(
  described: Described<I, O>,
): Operation<I, O> {
  const { name, members = [], action = `s3:${name}` } = described;
  const onBucket = (input: I, call: Call) => [
    authorizationFor(call, { action, bucket: input.Bucket, context: described.context?.(input) }),
  ];
  return {
    authorize: described.authorize ?? onBucket,
    run(input, call) {
      onlyMembers(`s3:${name}`, input, ["Bucket", "ExpectedBucketOwner", ...members]);
      const bucket = bucketFor(call, input);
      expireObjects(call.world, bucket);
      return described.run(bucket, input, call);
    },
  };
}
