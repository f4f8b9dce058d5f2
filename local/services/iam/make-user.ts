import type { Tag } from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { alreadyExists, limitExceeded } from "./errors.ts";
import { boundaryFor } from "./make-role.ts";
import { checkName, pathFor } from "./names.ts";
import { QUOTAS } from "./quotas.ts";
import type { UserRecord } from "./records.ts";
import { keyOf, usersOf } from "./tables.ts";
import { withTags } from "./tag-set.ts";
import { uniqueId } from "./unique-ids.ts";

/** A user to be made, in the words of CreateUser. */
export interface NewUser {
  readonly account: string;
  readonly UserName: string;
  readonly Path?: string | undefined;
  readonly PermissionsBoundary?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export const LONGEST_USER_NAME = 64;

/** Makes a user. Errors: EntityAlreadyExists, LimitExceeded, NoSuchEntity, ValidationError. */
export function makeUserRecord(world: World, user: NewUser): UserRecord {
  const { account, UserName: name } = user;
  checkName("userName", name, LONGEST_USER_NAME);
  const users = usersOf(world, account);
  if (users.has(keyOf(name))) throw alreadyExists(`User with name ${name} already exists.`);
  if (users.size >= QUOTAS.users) throw limitExceeded("UsersPerAccount", QUOTAS.users);
  const record: UserRecord = {
    account,
    name,
    path: pathFor(user.Path),
    id: uniqueId(world, "AIDA"),
    createdAt: world.clock.now(),
    tags: withTags({}, user.Tags),
    inline: {},
    attached: [],
    ...boundaryFor(world, account, user.PermissionsBoundary),
    groupIds: [],
  };
  users.set(keyOf(name), record);
  return record;
}
