import type {
  AddUserToGroupCommandInput,
  ListGroupsForUserCommandInput,
  ListGroupsForUserCommandOutput,
  RemoveUserFromGroupCommandInput,
} from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { groupAnswer } from "./answers.ts";
import { limitExceeded, noSuchEntity } from "./errors.ts";
import { groupNamed, userNamed } from "./find.ts";
import { GROUP, targetOf, USER } from "./holder-kinds.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import { QUOTAS } from "./quotas.ts";
import type { GroupRecord, UserRecord } from "./records.ts";
import { groupsOf, keyOf, usersOf } from "./tables.ts";

/** Puts a user into a group; twice changes nothing. Errors: LimitExceeded. */
export function addToGroup(world: World, user: UserRecord, group: GroupRecord): UserRecord {
  if (user.groupIds.includes(group.id)) return user;
  if (user.groupIds.length >= QUOTAS.groupsPerUser) {
    throw limitExceeded("GroupsPerUser", QUOTAS.groupsPerUser);
  }
  const changed = { ...user, groupIds: [...user.groupIds, group.id] };
  usersOf(world, user.account).set(keyOf(user.name), changed);
  return changed;
}

const add = iamOperation<AddUserToGroupCommandInput, object>({
  name: "AddUserToGroup",
  members: ["GroupName", "UserName"],
  on: ({ GroupName }, call) => targetOf(GROUP, { GroupName }, call),
  run({ GroupName, UserName }, call) {
    addToGroup(call.world, userNamed(call, UserName), groupNamed(call, GroupName));
    return {};
  },
});

const remove = iamOperation<RemoveUserFromGroupCommandInput, object>({
  name: "RemoveUserFromGroup",
  members: ["GroupName", "UserName"],
  on: ({ GroupName }, call) => targetOf(GROUP, { GroupName }, call),
  run({ GroupName, UserName }, call) {
    const group = groupNamed(call, GroupName);
    const user = userNamed(call, UserName);
    if (!user.groupIds.includes(group.id)) {
      throw noSuchEntity(`The user ${user.name} is not in the group ${group.name}.`);
    }
    const groupIds = user.groupIds.filter((id) => id !== group.id);
    usersOf(call.world, call.account).set(keyOf(user.name), { ...user, groupIds });
    return {};
  },
});

const list = iamOperation<ListGroupsForUserCommandInput, Answer<ListGroupsForUserCommandOutput>>({
  name: "ListGroupsForUser",
  members: ["UserName", ...PAGE_MEMBERS],
  on: ({ UserName }, call) => targetOf(USER, { UserName }, call),
  run(input, call) {
    const { groupIds } = userNamed(call, input.UserName);
    const groups = [...groupsOf(call.world, call.account).values()].filter(({ id }) =>
      groupIds.includes(id),
    );
    const { items, more } = pageOf(groups, ({ name }) => keyOf(name), input);
    return { Groups: items.map(groupAnswer), ...more };
  },
});

export const membershipOperations = {
  AddUserToGroup: add,
  RemoveUserFromGroup: remove,
  ListGroupsForUser: list,
};
