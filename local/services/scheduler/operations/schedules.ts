import type {
  CreateScheduleInput,
  CreateScheduleOutput,
  DeleteScheduleInput,
  GetScheduleInput,
  GetScheduleOutput,
  ListSchedulesInput,
  ListSchedulesOutput,
  UpdateScheduleInput,
  UpdateScheduleOutput,
} from "@aws-sdk/client-scheduler";
import type { Call, Operation } from "../../../kernel/service.ts";
import type { DeliveryDependencies } from "../../deliveries/deliverer.ts";
import {
  type Answer,
  groupTags,
  named,
  passRole,
  type ScheduleInput,
  scheduleArnOf,
  schedulerOperation,
} from "../operation.ts";
import { type ScheduleRecord, type Site, scheduleArn, schedulesAt } from "../records.ts";
import { checkGroup, createSchedule, findSchedule, updateSchedule } from "../schedules.ts";
import type { Timetable } from "../timetable.ts";
import { listed } from "./listed.ts";

const WRITTEN = [
  ...(["Name", "GroupName", "ScheduleExpression", "ScheduleExpressionTimezone"] as const),
  ...(["StartDate", "EndDate", "Description", "State", "FlexibleTimeWindow"] as const),
  ...(["Target", "ActionAfterCompletion", "ClientToken"] as const),
];

const tagsOfGroup = (input: ScheduleInput, call: Call) => groupTags(call, named(input).group);

const create = (
  timetable: Timetable,
  dependencies: DeliveryDependencies,
): Operation<CreateScheduleInput, Answer<CreateScheduleOutput>> =>
  schedulerOperation({
    name: "CreateSchedule",
    members: WRITTEN,
    resource: scheduleArnOf,
    context: tagsOfGroup,
    besides: ({ Target }) => passRole(Target?.RoleArn),
    run(input, call) {
      const scheduling = { site: call, timetable, dependencies };
      const schedule = createSchedule(call.world, scheduling, input);
      return { ScheduleArn: scheduleArn(call, schedule) };
    },
  });

const update = (
  timetable: Timetable,
  dependencies: DeliveryDependencies,
): Operation<UpdateScheduleInput, Answer<UpdateScheduleOutput>> =>
  schedulerOperation({
    name: "UpdateSchedule",
    members: WRITTEN,
    resource: scheduleArnOf,
    context: tagsOfGroup,
    besides: ({ Target }) => passRole(Target?.RoleArn),
    run(input, call) {
      const scheduling = { site: call, timetable, dependencies };
      const schedule = updateSchedule(call.world, scheduling, input);
      return { ScheduleArn: scheduleArn(call, schedule) };
    },
  });

function shown(site: Site, schedule: ScheduleRecord): Answer<GetScheduleOutput> {
  const { startAt, endAt, description, window, target } = schedule;
  const RetryPolicy = {
    MaximumEventAgeInSeconds: 86_400,
    MaximumRetryAttempts: 185,
    ...target.RetryPolicy,
  };
  return {
    Arn: scheduleArn(site, schedule),
    Name: schedule.name,
    GroupName: schedule.group,
    ScheduleExpression: schedule.expression,
    ScheduleExpressionTimezone: schedule.zone,
    ...(startAt !== undefined && { StartDate: new Date(startAt) }),
    ...(endAt !== undefined && { EndDate: new Date(endAt) }),
    ...(description !== undefined && { Description: description }),
    State: schedule.isEnabled ? "ENABLED" : "DISABLED",
    FlexibleTimeWindow:
      window === undefined ? { Mode: "OFF" } : { Mode: "FLEXIBLE", MaximumWindowInMinutes: window },
    Target: { ...target, RetryPolicy },
    ActionAfterCompletion: schedule.deletesItself ? "DELETE" : "NONE",
    CreationDate: new Date(schedule.createdAt),
    LastModificationDate: new Date(schedule.changedAt),
  };
}

const get: Operation<GetScheduleInput, Answer<GetScheduleOutput>> = schedulerOperation({
  name: "GetSchedule",
  members: ["Name", "GroupName"],
  resource: scheduleArnOf,
  context: tagsOfGroup,
  run: (input, call) => shown(call, findSchedule(call.world, call, named(input))),
});

const remove = (timetable: Timetable): Operation<DeleteScheduleInput, Record<string, never>> =>
  schedulerOperation({
    name: "DeleteSchedule",
    members: ["Name", "GroupName", "ClientToken"],
    resource: scheduleArnOf,
    context: tagsOfGroup,
    run(input, call) {
      timetable.remove(call, findSchedule(call.world, call, named(input)));
      return {};
    },
  });

const list: Operation<ListSchedulesInput, Answer<ListSchedulesOutput>> = schedulerOperation({
  name: "ListSchedules",
  members: ["GroupName", "NamePrefix", "State", "NextToken", "MaxResults"],
  run({ GroupName, NamePrefix = "", State, ...asked }, call) {
    if (GroupName !== undefined) checkGroup(call.world, call, GroupName);
    const found = [...schedulesAt(call.world, call).values()].filter(
      ({ group, name, isEnabled }) =>
        (GroupName ?? group) === group &&
        name.startsWith(NamePrefix) &&
        (State === undefined || (State === "ENABLED") === isEnabled),
    );
    const { items, next } = listed(found, asked);
    return {
      Schedules: items.map((schedule) => {
        const { Arn, Name, GroupName: group, State: state, ...rest } = shown(call, schedule);
        const { CreationDate, LastModificationDate } = rest;
        const Target = { Arn: schedule.target.Arn };
        return {
          ...{ Arn, Name, GroupName: group, State: state, Target },
          ...{ CreationDate, LastModificationDate },
        };
      }),
      ...(next !== undefined && { NextToken: next }),
    };
  },
});

/** Operations on schedules. */
export const scheduleOperations = (timetable: Timetable, dependencies: DeliveryDependencies) => ({
  CreateSchedule: create(timetable, dependencies),
  UpdateSchedule: update(timetable, dependencies),
  GetSchedule: get,
  DeleteSchedule: remove(timetable),
  ListSchedules: list,
});
