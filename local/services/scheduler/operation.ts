import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { DEFAULT_GROUP, groupArn, groupsAt, scheduleArn } from "./records.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

type Context = NonNullable<Authorization["context"]>;

interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated. */
  readonly members: readonly (keyof I & string)[];
  /** ARN of the schedule or group that must be allowed; `*` when absent. */
  readonly resource?: (input: NoInfer<I>, call: Call) => string;
  readonly context?: (input: NoInfer<I>, call: Call) => Context;
  /** Further permissions, such as iam:PassRole. */
  readonly besides?: (input: NoInfer<I>, call: Call) => readonly Authorization[];
  readonly run: (input: I, call: Call) => O;
}

/** Which schedule a request means. */
export interface ScheduleInput {
  readonly Name?: string | undefined;
  readonly GroupName?: string | undefined;
}

export const named = ({ Name = "", GroupName = DEFAULT_GROUP }: ScheduleInput) => ({
  group: GroupName,
  name: Name,
});

export const scheduleArnOf = (input: ScheduleInput, call: Call) => scheduleArn(call, named(input));

export const groupArnOf = ({ Name = "" }: ScheduleInput, call: Call) => groupArn(call, Name);

/** `aws:ResourceTag/…` of a group. */
export const groupTags = (call: Call, name: string): Context =>
  Object.fromEntries(
    Object.entries(groupsAt(call.world, call).get(name)?.tags ?? {}).map(([key, value]) => [
      `aws:ResourceTag/${key}`,
      value,
    ]),
  );

/** An operation that refuses what it does not emulate. */
export function schedulerOperation<I extends object, O>(
  described: Described<I, O>,
): Operation<I, O> {
  const { name, members, resource, context, besides, run } = described;
  return {
    authorize: (input, call) => [
      {
        action: `scheduler:${name}`,
        resource: resource?.(input, call) ?? "*",
        context: context?.(input, call) ?? {},
      },
      ...(besides?.(input, call) ?? []),
    ],
    run(input, call) {
      onlyMembers(`scheduler:${name}`, input, members);
      return run(input, call);
    },
  };
}

/** The permission to hand a role to Scheduler. */
export const passRole = (roleArn: string | undefined): readonly Authorization[] =>
  roleArn === undefined
    ? []
    : [
        {
          action: "iam:PassRole",
          resource: roleArn,
          context: { "iam:PassedToService": "scheduler.amazonaws.com" },
        },
      ];
