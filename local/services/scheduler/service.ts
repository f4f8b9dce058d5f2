import * as sdk from "@aws-sdk/client-scheduler";
import type { Service, World } from "../../kernel/service.ts";
import type { DeliveryDependencies } from "../deliveries/deliverer.ts";
import { groupOperations } from "./operations/groups.ts";
import { scheduleOperations } from "./operations/schedules.ts";
import { tagOperations } from "./operations/tags.ts";
import { SERVICE } from "./records.ts";
import { scheduleGroupType } from "./resources/group.ts";
import { scheduleType } from "./resources/schedule.ts";
import { Timetable } from "./timetable.ts";

/** What Scheduler needs of the rest of the cloud. */
export type SchedulerDependencies = DeliveryDependencies;

/** Amazon EventBridge Scheduler: schedules once, at a rate or by the calendar, in any time zone. */
export function schedulerService(world: World, dependencies: SchedulerDependencies): Service {
  const timetable = new Timetable(world, dependencies);
  return {
    signingName: SERVICE,
    protocol: "restJson",
    sdk,
    operations: {
      ...scheduleOperations(timetable, dependencies),
      ...groupOperations(timetable),
      ...tagOperations,
    },
    resources: [scheduleGroupType, scheduleType(timetable, dependencies)],
    resume: () => timetable.resume(),
  };
}
