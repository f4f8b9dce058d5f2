import type { EngineOutcome } from "./engine-output.ts";

/** A bucket or a queue whose policy denies everybody, the access role too. */
export interface Locked {
  readonly kind: "bucket" | "queue";
  readonly region: string;
  /** Name of the bucket, URL of the queue. */
  readonly name: string;
}

const KINDS: Readonly<Record<string, { readonly kind: Locked["kind"]; readonly prefix: string }>> =
  {
    S3Bucket: { kind: "bucket", prefix: "s3://" },
    SQSQueue: { kind: "queue", prefix: "" },
  };

const DENIED = /access ?denied|explicit deny|may deny everything/i;

/** What was found, or resisted, in a way that only the root user of the account can end (facts 5.4). */
export const lockedIn = ({ resources }: EngineOutcome): readonly Locked[] =>
  resources.flatMap(({ type, region, name, state, reason = "" }) => {
    const known = KINDS[type];
    const isLeft = state === "would remove" || state === "failed";
    if (known === undefined || !isLeft || !DENIED.test(reason)) return [];
    const whole = name.slice(`${region} - ${type} - ${known.prefix}`.length);
    return [{ kind: known.kind, region, name: whole }];
  });
