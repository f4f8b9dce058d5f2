import type { Tag } from "@aws-sdk/client-iam";
import { AwsError } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import type { Tags } from "./tag-set.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

/** What a permission is needed on. */
export interface Target {
  readonly arn: string;
  /** Tags that it has already. */
  readonly tags?: Tags | undefined;
  /** Its permissions boundary, for actions that know `iam:PermissionsBoundary`. */
  readonly boundary?: string | undefined;
}

interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated. */
  readonly members: readonly (keyof I & string)[];
  /** Everything (`*`) when absent. */
  readonly on?: (input: I, call: Call) => Target;
  /** Permissions that are needed besides `iam:<name>`. */
  readonly also?: (input: I, call: Call) => readonly Authorization[];
  readonly run: (input: I, call: Call) => O;
}

/** Members from which values of condition keys follow, whatever the operation. */
interface AnyInput {
  readonly Tags?: readonly Tag[] | undefined;
  readonly TagKeys?: readonly string[] | undefined;
  readonly PolicyArn?: string | undefined;
  readonly PermissionsBoundary?: string | undefined;
  readonly AWSServiceName?: string | undefined;
}

type Context = NonNullable<Authorization["context"]>;

function ofRequest(input: AnyInput): Context {
  const { Tags = [], TagKeys = [], PolicyArn, AWSServiceName } = input;
  const keys = [...Tags.map(({ Key = "" }) => Key), ...TagKeys];
  return {
    ...Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [`aws:RequestTag/${Key}`, Value])),
    ...(keys.length > 0 && { "aws:TagKeys": keys }),
    ...(PolicyArn !== undefined && { "iam:PolicyARN": PolicyArn }),
    ...(AWSServiceName !== undefined && { "iam:AWSServiceName": AWSServiceName }),
  };
}

/** `aws:ResourceTag/…`, which IAM also knows as `iam:ResourceTag/…`. */
export function resourceTags(tags: Tags = {}): Context {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`iam:ResourceTag/${key}`, value],
    ]),
  );
}

function contextOf(input: AnyInput, { tags, boundary }: Target): Context {
  const bound = input.PermissionsBoundary ?? boundary;
  return {
    ...ofRequest(input),
    ...resourceTags(tags),
    ...(bound !== undefined && { "iam:PermissionsBoundary": bound }),
  };
}

/**
 * Sessions of GetSessionToken may call IAM only when MFA was used for them (STS API Reference,
 * GetSessionToken). Errors: InvalidClientTokenId.
 */
function checkSession({ principal }: Call): void {
  if (principal.kind !== "user" && principal.kind !== "root") return;
  const { session } = principal;
  if (!session || session.assumedRoot || session.mfaAt !== undefined) return;
  const message = "The security token included in the request is invalid";
  throw new AwsError("InvalidClientTokenId", message, 403);
}

/** An operation that refuses what it does not emulate. */
export function iamOperation<I extends object, O>(described: Described<I, O>): Operation<I, O> {
  const { name, members, on, also, run } = described;
  return {
    authorize(input, call) {
      checkSession(call);
      const target = on?.(input, call) ?? { arn: "*" };
      const context = contextOf(input, target);
      const own = { action: `iam:${name}`, resource: target.arn, context };
      return [own, ...(also?.(input, call) ?? [])];
    },
    run(input, call) {
      onlyMembers(`iam:${name}`, input, members);
      return run(input, call);
    },
  };
}

/** Tagging at creation needs the action that tags, besides (IAM User Guide, "Tagging IAM roles"). */
export function taggingAt<I extends AnyInput>(name: string, on: (input: I, call: Call) => Target) {
  return (input: I, call: Call): readonly Authorization[] => {
    if ((input.Tags ?? []).length === 0) return [];
    const { arn } = on(input, call);
    return [{ action: `iam:${name}`, resource: arn, context: ofRequest(input) }];
  };
}
