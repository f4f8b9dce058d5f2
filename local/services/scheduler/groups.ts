import { isDeepStrictEqual } from "node:util";
import type { World } from "../../kernel/service.ts";
import { conflict, groupNotFound, validation } from "./errors.ts";
import { DEFAULT_GROUP, type GroupRecord, groupsAt, type Site, schedulesAt } from "./records.ts";
import { checkName } from "./schedule-of.ts";
import type { Timetable } from "./timetable.ts";

/** Makes a group. Errors: ValidationException, ConflictException. */
export function createGroup(
  world: World,
  site: Site,
  facts: Omit<GroupRecord, "createdAt">,
): GroupRecord & { readonly createdAt: number } {
  const { name, token } = facts;
  checkName(name);
  const known = groupsAt(world, site).get(name);
  const { createdAt, ...rest } = known ?? {};
  // The same client token is the same request, sent again.
  if (token !== undefined && createdAt !== undefined && isDeepStrictEqual(rest, facts)) {
    return { ...facts, createdAt };
  }
  if (known || name === DEFAULT_GROUP) throw conflict(`Schedule group ${name} already exists.`);
  const group = { ...facts, createdAt: world.clock.now() };
  groupsAt(world, site).set(name, group);
  return group;
}

/** The group of a name; the default group is always there. Errors: ResourceNotFoundException. */
export function findGroup(world: World, site: Site, name: string): GroupRecord {
  const found = groupsAt(world, site).get(name);
  if (found) return found;
  if (name === DEFAULT_GROUP) return { name, tags: {} };
  throw groupNotFound(name);
}

/**
 * Deletes a group and all its schedules. AWS takes some minutes, in which the group is DELETING; here
 * it is gone at once. Errors: ResourceNotFoundException, ValidationException for the default group.
 */
export function deleteGroup(
  world: World,
  { site, timetable }: { readonly site: Site; readonly timetable: Timetable },
  name: string,
): void {
  if (name === DEFAULT_GROUP) throw validation("The default schedule group cannot be deleted.");
  findGroup(world, site, name);
  for (const schedule of [...schedulesAt(world, site).values()]) {
    if (schedule.group === name) timetable.remove(site, schedule);
  }
  groupsAt(world, site).delete(name);
}
