import type { Target } from "@aws-sdk/client-scheduler";
import type { Instant } from "../../kernel/clock.ts";
import type { Collection } from "../../kernel/collection.ts";
import type { Call, World } from "../../kernel/service.ts";

export const SERVICE = "scheduler";

/** One Region of one account. */
export type Site = Pick<Call, "account" | "region">;

/** A group of schedules. The default group is always there, and has a record only when it has tags. */
export interface GroupRecord {
  readonly name: string;
  /** Absent for the default group, which nobody made. */
  readonly createdAt?: Instant;
  readonly token?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One schedule, as it was asked for. */
export interface ScheduleRecord {
  readonly name: string;
  readonly group: string;
  readonly expression: string;
  readonly zone: string;
  readonly startAt?: Instant;
  readonly endAt?: Instant;
  readonly description?: string;
  readonly isEnabled: boolean;
  /** Minutes within which it may fire; absent for a fixed time. */
  readonly window?: number;
  readonly target: Target;
  readonly deletesItself: boolean;
  readonly token?: string;
  readonly createdAt: Instant;
  /** From when the distances of a rate count, unless it has a start date. */
  readonly changedAt: Instant;
  readonly next?: Firing;
}

/** A moment of a schedule that is to come. */
export interface Firing {
  /** What the expression means. */
  readonly scheduled: Instant;
  /** When it is done. */
  readonly due: Instant;
}

const at = <T>(world: World, { account, region }: Site, kind: string): Collection<T> =>
  world.storage.collection({ service: SERVICE, account, region }, kind);

/** Groups by name. */
export const groupsAt = (world: World, site: Site) => at<GroupRecord>(world, site, "groups");

/** Schedules by `scheduleKey`. */
export const schedulesAt = (world: World, site: Site) =>
  at<ScheduleRecord>(world, site, "schedules");

/** Which schedule is meant. */
export type Named = Pick<ScheduleRecord, "group" | "name">;

export const scheduleKey = ({ group, name }: Named) => `${group}/${name}`;

export const DEFAULT_GROUP = "default";

export const groupArn = ({ account, region }: Site, name: string) =>
  `arn:aws:scheduler:${region}:${account}:schedule-group/${name}`;

export const scheduleArn = ({ account, region }: Site, { group, name }: Named) =>
  `arn:aws:scheduler:${region}:${account}:schedule/${group}/${name}`;
