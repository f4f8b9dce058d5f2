import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { machinesAt, siteOf } from "./places.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated. */
  readonly members: readonly (keyof I & string)[];
  /** ARN of the machine or execution that must be allowed; `*` when absent. */
  readonly resource?: (input: NoInfer<I>, call: Call) => string | undefined;
  /** Further permissions, such as iam:PassRole. */
  readonly besides?: (input: NoInfer<I>, call: Call) => readonly Authorization[];
  readonly run: (input: I, call: Call) => O | Promise<O>;
}

type Context = NonNullable<Authorization["context"]>;

/** `aws:RequestTag/…` and `aws:TagKeys` for tags that the request brings. */
export function requestTags(
  tags: readonly { readonly key?: string | undefined; readonly value?: string | undefined }[],
): Context {
  if (tags.length === 0) return {};
  const pairs = tags.map(({ key = "", value = "" }): [string, string] => [
    `aws:RequestTag/${key}`,
    value,
  ]);
  return { ...Object.fromEntries(pairs), "aws:TagKeys": tags.map(({ key = "" }) => key) };
}

function resourceTags(call: Call, arn: string): Context {
  const tags = machinesAt(call.world, siteOf(arn)).get(arn)?.tags ?? {};
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]),
  );
}

/** What one action on one ARN needs; the ARN says whose resource it is. */
export function actionOn(call: Call, action: string, resource: string | undefined): Authorization {
  if (resource === undefined || resource === "*") return { action, resource: "*" };
  const { account } = siteOf(resource);
  return {
    action,
    resource,
    context: resourceTags(call, resource),
    ...(account !== "" && { resourceAccount: account }),
  };
}

/** An operation that refuses what it does not emulate. */
export function statesOperation<I extends object, O>(described: Described<I, O>): Operation<I, O> {
  const { name, members, resource, besides, run } = described;
  return {
    authorize: (input, call) => [
      actionOn(call, `states:${name}`, resource?.(input, call)),
      ...(besides?.(input, call) ?? []),
    ],
    run(input, call) {
      onlyMembers(`states:${name}`, input, members);
      return run(input, call);
    },
  };
}

/** The permission to hand a role to Step Functions. */
export const passRole = (roleArn: string | undefined): readonly Authorization[] =>
  roleArn === undefined
    ? []
    : [
        {
          action: "iam:PassRole",
          resource: roleArn,
          context: { "iam:PassedToService": "states.amazonaws.com" },
        },
      ];
