import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import type { LeaseId } from "../../domain/ids.ts";
import type { Instant } from "../../domain/time.ts";
import type { Schedules } from "../../ports/schedules.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { isNamed, translated } from "./translate-failure.ts";

export interface ScheduleTarget {
  readonly group: string;
  readonly targetArn: string;
  readonly roleArn: string;
  readonly deadLetterArn: string;
}

/** One EventBridge Scheduler schedule for each lease, which deletes itself when it has fired. */
export function eventBridgeSchedules(target: ScheduleTarget): Schedules {
  const client = new SchedulerClient(CLIENT_SETTINGS);
  return {
    set: async (lease, at) => {
      const schedule = oneTime(target, lease, at);
      await translated("CreateSchedule", client.send(new CreateScheduleCommand(schedule))).catch(
        async (error: unknown) => {
          if (!isNamed(error, "ConflictException")) throw error;
          // UpdateSchedule replaces the whole schedule, so it is told everything again (facts 3.3).
          await translated("UpdateSchedule", client.send(new UpdateScheduleCommand(schedule)));
        },
      );
    },
    remove: async (lease) => {
      const command = new DeleteScheduleCommand({ GroupName: target.group, Name: lease });
      await translated("DeleteSchedule", client.send(command)).catch((error: unknown) => {
        if (!isNamed(error, "ResourceNotFoundException")) throw error;
      });
    },
  };
}

const oneTime = (
  target: ScheduleTarget,
  lease: LeaseId,
  at: Instant,
): CreateScheduleCommandInput => ({
  GroupName: target.group,
  Name: lease,
  ScheduleExpression: `at(${onTheMinute(at)})`,
  FlexibleTimeWindow: { Mode: "OFF" },
  ActionAfterCompletion: "DELETE",
  Target: {
    Arn: target.targetArn,
    RoleArn: target.roleArn,
    Input: JSON.stringify({ leaseId: lease }),
    RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 3_600 },
    DeadLetterConfig: { Arn: target.deadLetterArn },
  },
});

/** Schedules fire on the minute: the next full one, so that the moment has come when it does. */
const onTheMinute = (at: Instant): string =>
  new Date(Math.ceil(Date.parse(at) / 60_000) * 60_000).toISOString().slice(0, 19);
