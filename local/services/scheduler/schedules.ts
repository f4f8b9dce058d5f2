import { isDeepStrictEqual } from "node:util";
import type { CreateScheduleInput, UpdateScheduleInput } from "@aws-sdk/client-scheduler";
import type { World } from "../../kernel/service.ts";
import type { DeliveryDependencies } from "../deliveries/deliverer.ts";
import { checkTarget } from "./check-target.ts";
import { conflict, groupNotFound, scheduleNotFound } from "./errors.ts";
import { named } from "./operation.ts";
import {
  DEFAULT_GROUP,
  groupsAt,
  type ScheduleRecord,
  type Site,
  scheduleKey,
  schedulesAt,
} from "./records.ts";
import { scheduleOf } from "./schedule-of.ts";
import type { Timetable } from "./timetable.ts";

/** What writing schedules needs. */
export interface Scheduling {
  readonly site: Site;
  readonly timetable: Timetable;
  readonly dependencies: DeliveryDependencies;
}

/** Errors: ResourceNotFoundException. */
export function checkGroup(world: World, site: Site, name: string): void {
  if (name !== DEFAULT_GROUP && !groupsAt(world, site).has(name)) throw groupNotFound(name);
}

function isSameRequest(one: ScheduleRecord, other: ScheduleRecord): boolean {
  const asked = ({ createdAt: _, changedAt: __, next: ___, ...rest }: ScheduleRecord) => rest;
  return isDeepStrictEqual(asked(one), asked(other));
}

/** Makes a schedule. Errors: ValidationException, ConflictException, ResourceNotFoundException. */
export function createSchedule(
  world: World,
  { site, timetable, dependencies }: Scheduling,
  input: CreateScheduleInput,
): ScheduleRecord {
  const now = world.clock.now();
  const schedule = scheduleOf(input, { createdAt: now, changedAt: now });
  checkGroup(world, site, schedule.group);
  const known = schedulesAt(world, site).get(scheduleKey(schedule));
  // The same client token is the same request, sent again.
  if (known?.token !== undefined && isSameRequest(known, schedule)) return known;
  if (known) throw conflict(`Schedule ${schedule.name} already exists.`);
  checkTarget(site, schedule, dependencies);
  timetable.put(site, schedule);
  return schedule;
}

/** Puts a whole new schedule in the place of one. Errors: as for making one. */
export function updateSchedule(
  world: World,
  { site, timetable, dependencies }: Scheduling,
  input: UpdateScheduleInput,
): ScheduleRecord {
  const now = world.clock.now();
  const { createdAt } = findSchedule(world, site, named(input));
  const schedule = scheduleOf(input, { createdAt, changedAt: now });
  checkTarget(site, schedule, dependencies);
  timetable.put(site, schedule);
  return schedule;
}

/** Errors: ResourceNotFoundException for the group or the schedule. */
export function findSchedule(
  world: World,
  site: Site,
  wanted: { readonly group: string; readonly name: string },
): ScheduleRecord {
  checkGroup(world, site, wanted.group);
  const schedule = schedulesAt(world, site).get(scheduleKey(wanted));
  if (!schedule) throw scheduleNotFound(wanted.name);
  return schedule;
}
