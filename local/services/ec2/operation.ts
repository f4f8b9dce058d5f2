import type { TagSpecification } from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { specifiedTags, tagsAt } from "./tag-records.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

/** A resource that an operation touches; without an id, one that it is to create. */
export interface Touched {
  readonly type: string;
  readonly id?: string | undefined;
}

interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated, besides DryRun. */
  readonly members: readonly (keyof I & string)[];
  /** As the Service Authorization Reference has it; `*` when absent. */
  readonly touches?: (input: I) => readonly Touched[];
  readonly context?: (input: I) => Readonly<Record<string, string | undefined>>;
  readonly run: (input: I, call: Call) => O;
}

interface AnyInput {
  readonly DryRun?: boolean | undefined;
  readonly TagSpecifications?: TagSpecification[] | undefined;
}

type Context = NonNullable<Authorization["context"]>;

// Images and snapshots can be shared, so that their ARNs name no account.
const WITHOUT_ACCOUNT = ["image", "snapshot"];

/** The ARN of a resource at the site of the call. */
export function arnOf(call: Call, { type, id }: Touched): string {
  const owner = WITHOUT_ACCOUNT.includes(type) ? "" : call.account;
  return `arn:aws:ec2:${call.region}:${owner}:${type}/${id ?? "*"}`;
}

/** `aws:RequestTag/…` and `aws:TagKeys` for tags that the request brings. */
export function requestTags(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
): Context {
  if (tags.length === 0) return {};
  const pairs = tags.map(({ Key = "", Value = "" }): [string, string] => [
    `aws:RequestTag/${Key}`,
    Value,
  ]);
  return { ...Object.fromEntries(pairs), "aws:TagKeys": tags.map(({ Key = "" }) => Key) };
}

/** `aws:ResourceTag/…`, which EC2 also knows as `ec2:ResourceTag/…`. */
function resourceTags(call: Call, id: string | undefined): Context {
  const tags = tagsAt(call).get(id ?? "")?.tags ?? {};
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`ec2:ResourceTag/${key}`, value],
    ]),
  );
}

/** Tagging at creation needs ec2:CreateTags besides (EC2 User Guide, "Grant permission to tag"). */
function tagging(call: Call, name: string, input: AnyInput): Authorization[] {
  return (input.TagSpecifications ?? []).map((specification) => ({
    action: "ec2:CreateTags",
    resource: arnOf(call, { type: specification.ResourceType ?? "" }),
    context: {
      "ec2:Region": call.region,
      "ec2:CreateAction": name,
      ...requestTags(specification.Tags ?? []),
    },
  }));
}

function present(context: Readonly<Record<string, string | undefined>>): Context {
  return Object.fromEntries(
    Object.entries(context).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** An operation that refuses what it does not emulate and understands DryRun. */
export function ec2Operation<I extends object, O>(described: Described<I, O>): Operation<I, O> {
  const { name, members, touches, context, run } = described;
  return {
    authorize(input, call) {
      const { TagSpecifications }: AnyInput = input;
      const common = { "ec2:Region": call.region, ...present(context?.(input) ?? {}) };
      const action = `ec2:${name}`;
      if (!touches) return [{ action, resource: "*", context: common }];
      const touched = touches(input).map((resource) => ({
        action,
        resource: arnOf(call, resource),
        context: {
          ...common,
          ...requestTags(specifiedTags(TagSpecifications, resource.type)),
          ...resourceTags(call, resource.id),
        },
      }));
      return [...touched, ...tagging(call, name, input)];
    },
    run(input, call) {
      const { DryRun }: AnyInput = input;
      onlyMembers(`ec2:${name}`, input, ["DryRun", ...members]);
      if (DryRun) {
        const message = "Request would have succeeded, but DryRun flag is set.";
        throw new AwsError("DryRunOperation", message, 412);
      }
      return run(input, call);
    },
  };
}
