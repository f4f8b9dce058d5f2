import type {
  CreateScheduleGroupInput,
  CreateScheduleGroupOutput,
  DeleteScheduleGroupInput,
  GetScheduleGroupInput,
  GetScheduleGroupOutput,
  ListScheduleGroupsInput,
  ListScheduleGroupsOutput,
  Tag,
} from "@aws-sdk/client-scheduler";
import type { Authorization, Operation } from "../../../kernel/service.ts";
import { createGroup, deleteGroup, findGroup } from "../groups.ts";
import { type Answer, groupArnOf, groupTags, schedulerOperation } from "../operation.ts";
import { DEFAULT_GROUP, type GroupRecord, groupArn, groupsAt, type Site } from "../records.ts";
import type { Timetable } from "../timetable.ts";
import { listed } from "./listed.ts";

type Context = NonNullable<Authorization["context"]>;

/** Tags as records keep them. */
export const tagsOf = (tags: readonly Tag[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));

/** `aws:RequestTag/…` and `aws:TagKeys` for tags that the request brings. */
export function requestTags(tags: readonly Tag[] = []): Context {
  if (tags.length === 0) return {};
  const pairs = tags.map(({ Key = "", Value = "" }) => [`aws:RequestTag/${Key}`, Value] as const);
  return { ...Object.fromEntries(pairs), "aws:TagKeys": tags.map(({ Key = "" }) => Key) };
}

const shown = (site: Site, { name, createdAt }: GroupRecord) => ({
  Arn: groupArn(site, name),
  Name: name,
  State: "ACTIVE" as const,
  ...(createdAt !== undefined && {
    CreationDate: new Date(createdAt),
    LastModificationDate: new Date(createdAt),
  }),
});

const create: Operation<
  CreateScheduleGroupInput,
  Answer<CreateScheduleGroupOutput>
> = schedulerOperation({
  name: "CreateScheduleGroup",
  members: ["Name", "Tags", "ClientToken"],
  resource: groupArnOf,
  context: ({ Tags }) => requestTags(Tags),
  run({ Name = "", Tags, ClientToken }, call) {
    const facts = {
      name: Name,
      tags: tagsOf(Tags),
      ...(ClientToken !== undefined && { token: ClientToken }),
    };
    const { name } = createGroup(call.world, call, facts);
    return { ScheduleGroupArn: groupArn(call, name) };
  },
});

const get: Operation<GetScheduleGroupInput, Answer<GetScheduleGroupOutput>> = schedulerOperation({
  name: "GetScheduleGroup",
  members: ["Name"],
  resource: groupArnOf,
  context: ({ Name = "" }, call) => groupTags(call, Name),
  run: ({ Name = "" }, call) => shown(call, findGroup(call.world, call, Name)),
});

const remove = (timetable: Timetable): Operation<DeleteScheduleGroupInput, Record<string, never>> =>
  schedulerOperation({
    name: "DeleteScheduleGroup",
    members: ["Name", "ClientToken"],
    resource: groupArnOf,
    context: ({ Name = "" }, call) => groupTags(call, Name),
    run({ Name = "" }, call) {
      deleteGroup(call.world, { site: call, timetable }, Name);
      return {};
    },
  });

const list: Operation<
  ListScheduleGroupsInput,
  Answer<ListScheduleGroupsOutput>
> = schedulerOperation({
  name: "ListScheduleGroups",
  members: ["NamePrefix", "NextToken", "MaxResults"],
  run({ NamePrefix = "", ...asked }, call) {
    const made = [...groupsAt(call.world, call).values()];
    const own = made.filter(({ name }) => name !== DEFAULT_GROUP);
    const all = [findGroup(call.world, call, DEFAULT_GROUP), ...own];
    const found = all.filter(({ name }) => name.startsWith(NamePrefix));
    const { items, next } = listed(found, asked);
    return {
      ScheduleGroups: items.map((group) => shown(call, group)),
      ...(next !== undefined && { NextToken: next }),
    };
  },
});

/** Operations on groups of schedules. */
export const groupOperations = (timetable: Timetable) => ({
  CreateScheduleGroup: create,
  GetScheduleGroup: get,
  DeleteScheduleGroup: remove(timetable),
  ListScheduleGroups: list,
});
