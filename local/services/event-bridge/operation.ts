import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { busArn, busesAt, DEFAULT_BUS, ruleArn, ruleKey, rulesAt, siteOf } from "./records.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

type Context = NonNullable<Authorization["context"]>;

interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated. */
  readonly members: readonly (keyof I & string)[];
  /** ARN of the bus or rule that must be allowed; `*` when absent. */
  readonly resource?: (input: NoInfer<I>, call: Call) => string;
  readonly context?: (input: NoInfer<I>, call: Call) => Context;
  /** Further permissions, such as iam:PassRole. */
  readonly besides?: (input: NoInfer<I>, call: Call) => readonly Authorization[];
  readonly run: (input: I, call: Call) => O | Promise<O>;
}

/** The name of a bus that may be given by its ARN. */
export const busName = (nameOrArn: string | undefined): string =>
  nameOrArn?.split(":event-bus/").at(-1) ?? DEFAULT_BUS;

/** Which rule a request means. */
export interface RuleInput {
  readonly Name?: string | undefined;
  readonly Rule?: string | undefined;
  readonly EventBusName?: string | undefined;
}

export const ruleOf = ({ Name, Rule, EventBusName }: RuleInput) => ({
  bus: busName(EventBusName),
  name: Name ?? Rule ?? "",
});

/** The ARN of the rule that a request means. */
export const ruleArnOf = (input: RuleInput, call: Call): string => ruleArn(call, ruleOf(input));

/** Who made a rule, for policies that let nobody else touch it. */
export function creatorContext(input: RuleInput, call: Call): Context {
  const rule = rulesAt(call.world, call).get(ruleKey(ruleOf(input)));
  if (!rule) return {};
  const { createdBy, managedBy } = rule;
  return {
    "events:creatorAccount": createdBy,
    ...(managedBy !== undefined && { "events:ManagedBy": managedBy }),
  };
}

/** The ARN of the bus that a request means, which may be one of another account. */
export function busArnOf(nameOrArn: string | undefined, call: Call): string {
  return nameOrArn?.startsWith("arn:") ? nameOrArn : busArn(call, busName(nameOrArn));
}

/** The permission on a bus, with the policy by which it lets others in. */
export function onBus(call: Call, action: string, arn: string): Authorization {
  const policy = busesAt(call.world, siteOf(arn)).get(busName(arn))?.policy;
  return {
    action,
    resource: arn,
    resourceAccount: siteOf(arn).account,
    ...(policy !== undefined && { resourcePolicy: policy }),
  };
}

function resourceTags(call: Call, arn: string): Context {
  const rules = [...rulesAt(call.world, call).values()];
  const tags =
    rules.find((rule) => rule.arn === arn)?.tags ??
    busesAt(call.world, call).get(busName(arn))?.tags;
  return Object.fromEntries(
    Object.entries(tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value]),
  );
}

/** An operation that refuses what it does not emulate. */
export function eventsOperation<I extends object, O>(described: Described<I, O>): Operation<I, O> {
  const { name, members, resource, context, besides, run } = described;
  return {
    authorize(input, call) {
      const arn = resource?.(input, call) ?? "*";
      const values = { ...resourceTags(call, arn), ...context?.(input, call) };
      return [
        { action: `events:${name}`, resource: arn, context: values },
        ...(besides?.(input, call) ?? []),
      ];
    },
    run(input, call) {
      onlyMembers(`events:${name}`, input, members);
      return run(input, call);
    },
  };
}

/** `aws:RequestTag/…` and `aws:TagKeys` for tags that the request brings. */
export function requestTags(
  tags: readonly { readonly Key: string | undefined; readonly Value: string | undefined }[] = [],
): Context {
  if (tags.length === 0) return {};
  const pairs = tags.map(({ Key = "", Value = "" }): [string, string] => [
    `aws:RequestTag/${Key}`,
    Value,
  ]);
  return { ...Object.fromEntries(pairs), "aws:TagKeys": tags.map(({ Key = "" }) => Key) };
}

export const tagsOf = (
  tags: readonly { readonly Key: string | undefined; readonly Value: string | undefined }[] = [],
): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));

/** The permission to hand roles to EventBridge. */
export const passRoles = (roles: readonly (string | undefined)[]): readonly Authorization[] =>
  [...new Set(roles)].flatMap((role) =>
    role === undefined
      ? []
      : [
          {
            action: "iam:PassRole",
            resource: role,
            context: { "iam:PassedToService": "events.amazonaws.com" },
          },
        ],
  );
