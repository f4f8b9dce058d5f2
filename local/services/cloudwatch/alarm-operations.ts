import {
  type DeleteAlarmsCommandInput,
  type DescribeAlarmsCommandInput,
  type DescribeAlarmsCommandOutput,
  type ListTagsForResourceCommandInput,
  type ListTagsForResourceCommandOutput,
  type MetricAlarm,
  type PutMetricAlarmCommandInput,
  ResourceNotFound,
  type SetAlarmStateCommandInput,
} from "@aws-sdk/client-cloudwatch";
import * as z from "zod";
import { AwsError } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Call, Operation } from "../../kernel/service.ts";
import { pageOf } from "../paging/page.ts";
import { alarmInput, settingsOf, tagsOf } from "./alarm-input.ts";
import { type AlarmRecord, type AlarmState, alarmArn, alarmsAt } from "./alarms.ts";
import type { Watchman } from "./watchman.ts";

type Answer<O> = Omit<O, "$metadata">;

/** Page without MaxRecords (CloudWatch API reference, DescribeAlarms). */
const PAGE_SIZE = 50;

const invalid = (message: string) => new AwsError("InvalidParameterValue", message);

/** A state before anything was looked at. */
export const UNKNOWN = {
  state: "INSUFFICIENT_DATA",
  reason: "Unchecked: Initial alarm creation",
} as const;

const onAlarms = (action: string, names: readonly string[], call: Call) =>
  names.map((name) => ({ action: `cloudwatch:${action}`, resource: alarmArn(call, name) }));

const putMetricAlarm = (watchman: Watchman): Operation<PutMetricAlarmCommandInput, object> => ({
  authorize: ({ AlarmName = "" }, call) => onAlarms("PutMetricAlarm", [AlarmName], call),
  run(input, call) {
    onlyMembers("cloudwatch:PutMetricAlarm", input, Object.keys(alarmInput.shape));
    const parsed = alarmInput.safeParse(input);
    if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
    const { account, region, world } = call;
    const name = parsed.data.AlarmName;
    const createdAt = world.clock.now();
    const before = alarmsAt(world, call).get(name);
    watchman.begin({
      ...{ account, region, name, settings: settingsOf(parsed.data), tags: tagsOf(parsed.data) },
      ...{ createdAt, stateSince: createdAt, periods: [], ...UNKNOWN },
      ...(before && { state: before.state, stateSince: before.stateSince, tags: before.tags }),
    });
    return {};
  },
});

function shown(alarm: AlarmRecord): MetricAlarm {
  const { settings, name } = alarm;
  const { description } = settings;
  const at = new Date(alarm.createdAt);
  const since = new Date(alarm.stateSince);
  return {
    ...{ AlarmName: name, AlarmArn: alarmArn(alarm, name) },
    ...(description !== undefined && { AlarmDescription: description }),
    ...{ AlarmConfigurationUpdatedTimestamp: at, ActionsEnabled: settings.actionsEnabled },
    OKActions: [...settings.actions.OK],
    AlarmActions: [...settings.actions.ALARM],
    InsufficientDataActions: [...settings.actions.INSUFFICIENT_DATA],
    ...{ StateValue: alarm.state, StateReason: alarm.reason, StateUpdatedTimestamp: since },
    StateTransitionedTimestamp: since,
    ...{ MetricName: settings.metric, Namespace: settings.namespace },
    Dimensions: Object.entries(settings.dimensions).map(([Name, Value]) => ({ Name, Value })),
    ...{ Statistic: settings.statistic, Period: settings.period },
    ...{ EvaluationPeriods: settings.evaluationPeriods, Threshold: settings.threshold },
    ...{ DatapointsToAlarm: settings.datapointsToAlarm, TreatMissingData: settings.missing },
    ComparisonOperator: settings.comparison,
  };
}

const UNDERSTOOD = [
  "AlarmNames",
  "AlarmNamePrefix",
  "AlarmTypes",
  "StateValue",
  "MaxRecords",
  "NextToken",
];

const isWanted = (alarm: AlarmRecord, input: DescribeAlarmsCommandInput): boolean =>
  (input.AlarmNames === undefined || input.AlarmNames.includes(alarm.name)) &&
  alarm.name.startsWith(input.AlarmNamePrefix ?? "") &&
  (input.StateValue === undefined || input.StateValue === alarm.state);

const describeAlarms: Operation<DescribeAlarmsCommandInput, Answer<DescribeAlarmsCommandOutput>> = {
  authorize: (_input, call) => [
    { action: "cloudwatch:DescribeAlarms", resource: alarmArn(call, "*") },
  ],
  run(input, call) {
    onlyMembers("cloudwatch:DescribeAlarms", input, UNDERSTOOD);
    const { AlarmTypes = ["MetricAlarm"], MaxRecords: limit = PAGE_SIZE, NextToken: token } = input;
    if (!AlarmTypes.includes("MetricAlarm")) return { CompositeAlarms: [], MetricAlarms: [] };
    const all = [...alarmsAt(call.world, call).values()].filter((alarm) => isWanted(alarm, input));
    const { items, next } = pageOf(all, { limit, token }, () => invalid("Invalid NextToken"));
    return {
      ...{ CompositeAlarms: [], MetricAlarms: items.map(shown) },
      ...(next !== undefined && { NextToken: next }),
    };
  },
};

function alarmFor(call: Call, name: string): AlarmRecord {
  const alarm = alarmsAt(call.world, call).get(name);
  if (alarm !== undefined) return alarm;
  throw new ResourceNotFound({ message: `Unknown alarm ${name}`, $metadata: {} });
}

const deleteAlarms = (watchman: Watchman): Operation<DeleteAlarmsCommandInput, object> => ({
  authorize: ({ AlarmNames = [] }, call) => onAlarms("DeleteAlarms", AlarmNames, call),
  run({ AlarmNames = [] }, call) {
    for (const alarm of AlarmNames.map((name) => alarmFor(call, name))) watchman.forget(alarm);
    return {};
  },
});

const setAlarmState = (watchman: Watchman): Operation<SetAlarmStateCommandInput, object> => ({
  authorize: ({ AlarmName = "" }, call) => onAlarms("SetAlarmState", [AlarmName], call),
  run({ AlarmName = "", StateValue, StateReason: reason = "" }, call) {
    watchman.set(alarmFor(call, AlarmName), { state: StateValue as AlarmState, reason });
    return {};
  },
});

const listTags: Operation<
  ListTagsForResourceCommandInput,
  Answer<ListTagsForResourceCommandOutput>
> = {
  authorize: ({ ResourceARN = "*" }) => [
    { action: "cloudwatch:ListTagsForResource", resource: ResourceARN },
  ],
  run({ ResourceARN = "" }, call) {
    const { tags } = alarmFor(call, ResourceARN.split(":alarm:")[1] ?? "");
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
};

export const alarmOperations = (watchman: Watchman): Readonly<Record<string, Operation>> => ({
  PutMetricAlarm: putMetricAlarm(watchman),
  DescribeAlarms: describeAlarms,
  DeleteAlarms: deleteAlarms(watchman),
  SetAlarmState: setAlarmState(watchman),
  ListTagsForResource: listTags,
});
