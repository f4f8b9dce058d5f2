import * as z from "zod";
import type { ResourceType } from "../../kernel/service.ts";
import { alarmProperties, settingsOf, tagsOf } from "./alarm-input.ts";
import { UNKNOWN } from "./alarm-operations.ts";
import { alarmArn, dashboardsAt } from "./alarms.ts";
import type { Watchman } from "./watchman.ts";

const LONGEST_NAME = 255;

/** An alarm on one metric; those on expressions are not emulated. */
const alarmType = (watchman: Watchman): ResourceType => ({
  type: "AWS::CloudWatch::Alarm",
  properties: Object.keys(alarmProperties.shape),
  create(given: unknown, context) {
    const asked = alarmProperties.parse(given);
    const { account, region, world } = context;
    const name = asked.AlarmName ?? context.physicalName(LONGEST_NAME);
    const createdAt = world.clock.now();
    watchman.begin({
      ...{ account, region, name, settings: settingsOf(asked) },
      tags: { ...context.tags, ...tagsOf(asked) },
      ...{ createdAt, stateSince: createdAt, periods: [], ...UNKNOWN },
    });
    return { ref: name, attributes: { Arn: alarmArn(context, name) } };
  },
});

const dashboardProperties = z.strictObject({
  DashboardName: z.string().optional(),
  DashboardBody: z.string(),
  /** Taken down by nobody: no operation that is emulated shows them. */
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
});

const dashboardType: ResourceType = {
  type: "AWS::CloudWatch::Dashboard",
  properties: Object.keys(dashboardProperties.shape),
  create(given: unknown, context) {
    const { DashboardName, DashboardBody } = dashboardProperties.parse(given);
    const name = DashboardName ?? context.physicalName(LONGEST_NAME);
    dashboardsAt(context.world, context).set(name, DashboardBody);
    return { ref: name, attributes: {} };
  },
};

export const cloudwatchTypes = (watchman: Watchman): readonly ResourceType[] => [
  alarmType(watchman),
  dashboardType,
];
