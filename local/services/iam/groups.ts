import type {
  CreateGroupCommandInput,
  CreateGroupCommandOutput,
  DeleteGroupCommandInput,
  GetGroupCommandInput,
  GetGroupCommandOutput,
  ListGroupsCommandInput,
  ListGroupsCommandOutput,
  UpdateGroupCommandInput,
} from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { groupAnswer, userInList } from "./answers.ts";
import { arnOf, underPath } from "./arns.ts";
import { checkWithoutPolicies } from "./delete-role.ts";
import { alreadyExists, deleteConflict, limitExceeded } from "./errors.ts";
import { groupNamed } from "./find.ts";
import { GROUP, targetOf } from "./holder-kinds.ts";
import { checkName, pathFor } from "./names.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import { QUOTAS } from "./quotas.ts";
import type { GroupRecord, UserRecord } from "./records.ts";
import { groupsOf, keyOf, usersOf } from "./tables.ts";
import { uniqueId } from "./unique-ids.ts";

export const LONGEST_GROUP_NAME = 128;

/** A group to be made, in the words of CreateGroup. */
export interface NewGroup {
  readonly account: string;
  readonly GroupName: string;
  readonly Path?: string | undefined;
}

/** Makes a group. Errors: EntityAlreadyExists, LimitExceeded, ValidationError. */
export function makeGroup(world: World, { account, GroupName: name, Path }: NewGroup): GroupRecord {
  checkName("groupName", name, LONGEST_GROUP_NAME);
  const groups = groupsOf(world, account);
  if (groups.has(keyOf(name))) throw alreadyExists(`Group with name ${name} already exists.`);
  if (groups.size >= QUOTAS.groups) throw limitExceeded("GroupsPerAccount", QUOTAS.groups);
  const group: GroupRecord = {
    account,
    name,
    path: pathFor(Path),
    id: uniqueId(world, "AGPA"),
    createdAt: world.clock.now(),
    tags: {},
    inline: {},
    attached: [],
  };
  groups.set(keyOf(name), group);
  return group;
}

function membersOf(world: World, group: GroupRecord): readonly UserRecord[] {
  return [...usersOf(world, group.account).values()].filter(({ groupIds }) =>
    groupIds.includes(group.id),
  );
}

const create = iamOperation<CreateGroupCommandInput, Answer<CreateGroupCommandOutput>>({
  name: "CreateGroup",
  members: ["GroupName", "Path"],
  on: ({ GroupName: name = "", Path: path = "/" }, { account }) => ({
    arn: arnOf("group", { account, path, name }),
  }),
  run({ GroupName = "", Path }, { world, account }) {
    return { Group: groupAnswer(makeGroup(world, { account, GroupName, Path })) };
  },
});

const get = iamOperation<GetGroupCommandInput, Answer<GetGroupCommandOutput>>({
  name: "GetGroup",
  members: ["GroupName", ...PAGE_MEMBERS],
  on: (input, call) => targetOf(GROUP, input, call),
  run(input, call) {
    const group = groupNamed(call, input.GroupName);
    const { items, more } = pageOf(membersOf(call.world, group), ({ name }) => keyOf(name), input);
    return { Group: groupAnswer(group), Users: items.map(userInList), ...more };
  },
});

const list = iamOperation<ListGroupsCommandInput, Answer<ListGroupsCommandOutput>>({
  name: "ListGroups",
  members: ["PathPrefix", ...PAGE_MEMBERS],
  on: underPath("group"),
  run(input, { world, account }) {
    const { PathPrefix = "/" } = input;
    const groups = [...groupsOf(world, account).values()].filter(({ path }) =>
      path.startsWith(PathPrefix),
    );
    const { items, more } = pageOf(groups, ({ name }) => keyOf(name), input);
    return { Groups: items.map(groupAnswer), ...more };
  },
});

const update = iamOperation<UpdateGroupCommandInput, object>({
  name: "UpdateGroup",
  members: ["GroupName", "NewGroupName", "NewPath"],
  on: (input, call) => targetOf(GROUP, input, call),
  run({ GroupName, NewGroupName, NewPath }, call) {
    const group = groupNamed(call, GroupName);
    const groups = groupsOf(call.world, call.account);
    const name = NewGroupName ?? group.name;
    checkName("newGroupName", name, LONGEST_GROUP_NAME);
    if (keyOf(name) !== keyOf(group.name) && groups.has(keyOf(name))) {
      throw alreadyExists(`Group with name ${name} already exists.`);
    }
    const changed = { ...group, name, path: pathFor(NewPath ?? group.path) };
    groups.delete(keyOf(group.name));
    groups.set(keyOf(name), changed);
    return {};
  },
});

const remove = iamOperation<DeleteGroupCommandInput, object>({
  name: "DeleteGroup",
  members: ["GroupName"],
  on: (input, call) => targetOf(GROUP, input, call),
  run({ GroupName }, call) {
    const group = groupNamed(call, GroupName);
    if (membersOf(call.world, group).length > 0) {
      throw deleteConflict("Cannot delete entity, must remove users from group first.");
    }
    checkWithoutPolicies(group);
    groupsOf(call.world, call.account).delete(keyOf(group.name));
    return {};
  },
});

export const groupOperations = {
  CreateGroup: create,
  GetGroup: get,
  ListGroups: list,
  UpdateGroup: update,
  DeleteGroup: remove,
};
