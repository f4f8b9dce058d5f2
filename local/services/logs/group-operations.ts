import {
  type CreateLogGroupRequest,
  type DeleteLogGroupRequest,
  type DeleteRetentionPolicyRequest,
  type DescribeLogGroupsRequest,
  type DescribeLogGroupsResponse,
  InvalidParameterException,
  type LogGroup,
  type PutRetentionPolicyRequest,
  ResourceAlreadyExistsException,
} from "@aws-sdk/client-cloudwatch-logs";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Operation, World } from "../../kernel/service.ts";
import { groupOperation, pageOf } from "./group-operation.ts";
import { type GroupRecord, groupArn, groupsOf } from "./groups.ts";
import type { LogStore } from "./store.ts";

/** Days that a retention policy may name (PutRetentionPolicy in the API reference). */
const RETENTIONS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827],
  ...[2192, 2557, 2922, 3288, 3653],
];

/** Makes a group. Errors: ResourceAlreadyExistsException, InvalidParameterException. */
export function makeGroup(world: World, group: GroupRecord): void {
  if (!/^[\w.\-/#]{1,512}$/.test(group.name))
    throw new InvalidParameterException({
      message: `1 validation error detected: Value '${group.name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
      $metadata: {},
    });
  const groups = groupsOf(world, group);
  if (groups.has(group.name))
    throw new ResourceAlreadyExistsException({
      message: "The specified log group already exists",
      $metadata: {},
    });
  groups.set(group.name, group);
}

/** Throws InvalidParameterException for a number of days that there is not. */
export function checkRetention(days: number): void {
  if (RETENTIONS.includes(days)) return;
  throw new InvalidParameterException({
    message: `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${RETENTIONS.join(", ")}]`,
    $metadata: {},
  });
}

const create: Operation<CreateLogGroupRequest, object> = {
  authorize: ({ logGroupName = "" }, call) => [
    { action: "logs:CreateLogGroup", resource: `${groupArn(call, logGroupName)}:*` },
  ],
  run(input, { world, account, region }) {
    onlyMembers("logs:CreateLogGroup", input, ["logGroupName", "tags", "logGroupClass"]);
    const { logGroupName: name = "", tags = {}, logGroupClass = "STANDARD" } = input;
    if (logGroupClass !== "STANDARD") throw new NotEmulated(`log groups of ${logGroupClass}`);
    makeGroup(world, { name, account, region, createdAt: world.clock.now(), tags });
    return {};
  },
};

function describe(group: GroupRecord, store: LogStore): LogGroup {
  const arn = groupArn(group, group.name);
  const events = store.eventsOf(group);
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    logGroupClass: "STANDARD",
    storedBytes: events.reduce((sum, { message }) => sum + message.length, 0),
    ...(group.retentionDays !== undefined && { retentionInDays: group.retentionDays }),
  };
}

const LONGEST_PAGE = 50;

const list = (store: LogStore): Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> => ({
  authorize: (_input, call) => [
    { action: "logs:DescribeLogGroups", resource: `${groupArn(call, "")}:*` },
  ],
  run(input, call) {
    onlyMembers("logs:DescribeLogGroups", input, [
      ...["logGroupNamePrefix", "logGroupNamePattern", "nextToken", "limit", "logGroupClass"],
    ]);
    const { logGroupNamePrefix: prefix = "", logGroupNamePattern: pattern = "" } = input;
    const groups = [...groupsOf(call.world, call).values()]
      .filter(({ name }) => name.startsWith(prefix) && name.includes(pattern))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
    const { items, ...next } = pageOf(groups, { ...input, limit: input.limit ?? LONGEST_PAGE });
    return { logGroups: items.map((group) => describe(group, store)), ...next };
  },
});

const remove = (store: LogStore) =>
  groupOperation<DeleteLogGroupRequest, object>({
    name: "DeleteLogGroup",
    run(group, _input, { world }) {
      groupsOf(world, group).delete(group.name);
      store.forgetGroup(group);
      return {};
    },
  });

const putRetention = groupOperation<PutRetentionPolicyRequest, object>({
  name: "PutRetentionPolicy",
  members: ["retentionInDays"],
  run(group, { retentionInDays = 0 }, { world }) {
    checkRetention(retentionInDays);
    groupsOf(world, group).set(group.name, { ...group, retentionDays: retentionInDays });
    return {};
  },
});

const deleteRetention = groupOperation<DeleteRetentionPolicyRequest, object>({
  name: "DeleteRetentionPolicy",
  run(group, _input, { world }) {
    const { retentionDays: _removed, ...rest } = group;
    groupsOf(world, group).set(group.name, rest);
    return {};
  },
});

export const groupOperations = (store: LogStore) => ({
  CreateLogGroup: create,
  DescribeLogGroups: list(store),
  DeleteLogGroup: remove(store),
  PutRetentionPolicy: putRetention,
  DeleteRetentionPolicy: deleteRetention,
});
