import { ResourceNotFoundException } from "@aws-sdk/client-cloudwatch-logs";
import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** One log group. What is in it is not kept over a restart; see `store.ts`. */
export interface GroupRecord {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** For ever when absent. */
  readonly retentionDays?: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Whose log groups, and in which Region. */
export interface LogPlace {
  readonly account: string;
  readonly region: string;
}

/** The log groups of an account in a Region, by name. */
export function groupsOf(world: World, { account, region }: LogPlace): Collection<GroupRecord> {
  return world.storage.collection({ service: "logs", account, region }, "groups");
}

/** ARN of a log group, without the `:*` that some answers add for its streams. */
export function groupArn({ account, region }: LogPlace, name: string): string {
  return `arn:aws:logs:${region}:${account}:log-group:${name}`;
}

/** The name of a group that is named by name or by ARN. */
export function groupName(reference: string): string {
  return (
    /^arn:aws:logs:[^:]*:\d+:log-group:(?<name>[^:]+)/.exec(reference)?.groups?.["name"] ??
    reference
  );
}

function noSuchGroup(): ResourceNotFoundException {
  return new ResourceNotFoundException({
    message: "The specified log group does not exist.",
    $metadata: {},
  });
}

export function noSuchStream(): ResourceNotFoundException {
  return new ResourceNotFoundException({
    message: "The specified log stream does not exist.",
    $metadata: {},
  });
}

/** The group that a request names. Errors: ResourceNotFoundException. */
export function groupFor(world: World, place: LogPlace, reference: string): GroupRecord {
  const group = groupsOf(world, place).get(groupName(reference));
  if (!group) throw noSuchGroup();
  return group;
}
