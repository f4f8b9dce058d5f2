import type { CreateScheduleInput } from "@aws-sdk/client-scheduler";
import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import type { DeliveryDependencies } from "../../deliveries/deliverer.ts";
import { scheduleArn } from "../records.ts";
import { createSchedule } from "../schedules.ts";
import type { Timetable } from "../timetable.ts";

const LONGEST_NAME = 64;

const count = z.coerce.number().int();

const target = z.strictObject({
  Arn: z.string(),
  RoleArn: z.string(),
  Input: z.string().optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: count.optional(),
      MaximumEventAgeInSeconds: count.optional(),
    })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  EventBridgeParameters: z.strictObject({ DetailType: z.string(), Source: z.string() }).optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
});

const properties = z.strictObject({
  Name: z.string().optional(),
  GroupName: z.string().optional(),
  Description: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().optional(),
  StartDate: z.coerce.date().optional(),
  EndDate: z.coerce.date().optional(),
  State: z.enum(["ENABLED", "DISABLED"]).optional(),
  FlexibleTimeWindow: z.strictObject({
    Mode: z.enum(["OFF", "FLEXIBLE"]),
    MaximumWindowInMinutes: count.optional(),
  }),
  Target: target,
});

/** A schedule. Errors: those of CreateSchedule. */
export const scheduleType = (
  timetable: Timetable,
  dependencies: DeliveryDependencies,
): ResourceType => ({
  type: "AWS::Scheduler::Schedule",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = properties.parse(given);
    const input: CreateScheduleInput = {
      ...asked,
      Name: asked.Name ?? context.physicalName(LONGEST_NAME),
    };
    const scheduling = { site: context, timetable, dependencies };
    const schedule = createSchedule(context.world, scheduling, input);
    return { ref: schedule.name, attributes: { Arn: scheduleArn(context, schedule) } };
  },
});
