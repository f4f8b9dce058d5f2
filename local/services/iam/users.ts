import type {
  CreateUserCommandInput,
  CreateUserCommandOutput,
  GetUserCommandInput,
  GetUserCommandOutput,
  ListUsersCommandInput,
  ListUsersCommandOutput,
  UpdateUserCommandInput,
  User,
} from "@aws-sdk/client-iam";
import type { Call } from "../../kernel/service.ts";
import { userInList, wholeUser } from "./answers.ts";
import { arnOf, rootArn, underPath } from "./arns.ts";
import { callerName, ownTargetOf } from "./caller.ts";
import { alreadyExists } from "./errors.ts";
import { userNamed } from "./find.ts";
import { targetOf, USER } from "./holder-kinds.ts";
import { LONGEST_USER_NAME, makeUserRecord } from "./make-user.ts";
import { moment } from "./moment.ts";
import { checkName, pathFor } from "./names.ts";
import { type Answer, iamOperation, type Target, taggingAt } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import { keyOf, usersOf } from "./tables.ts";

type NewInput = Pick<CreateUserCommandInput, "UserName" | "Path" | "Tags">;

function newUser({ UserName: name = "", Path: path = "/" }: NewInput, { account }: Call): Target {
  return { arn: arnOf("user", { account, path, name }) };
}

const create = iamOperation<CreateUserCommandInput, Answer<CreateUserCommandOutput>>({
  name: "CreateUser",
  members: ["UserName", "Path", "PermissionsBoundary", "Tags"],
  on: newUser,
  also: taggingAt("TagUser", newUser),
  run(input, { world, account }) {
    const { UserName = "" } = input;
    return { User: wholeUser(makeUserRecord(world, { ...input, account, UserName })) };
  },
});

/** The root user as GetUser answers it: its id is the account number, and it has no name of its own. */
function rootUser({ account }: Call): User {
  return {
    Path: "/",
    UserName: account,
    UserId: account,
    Arn: rootArn(account),
    CreateDate: moment(0),
  };
}

const get = iamOperation<GetUserCommandInput, Answer<GetUserCommandOutput>>({
  name: "GetUser",
  members: ["UserName"],
  on: ownTargetOf,
  run({ UserName }, call) {
    if (UserName === undefined && call.principal.kind === "root") return { User: rootUser(call) };
    return { User: wholeUser(userNamed(call, UserName ?? callerName(call))) };
  },
});

const list = iamOperation<ListUsersCommandInput, Answer<ListUsersCommandOutput>>({
  name: "ListUsers",
  members: ["PathPrefix", ...PAGE_MEMBERS],
  on: underPath("user"),
  run(input, { world, account }) {
    const { PathPrefix = "/" } = input;
    const users = [...usersOf(world, account).values()].filter(({ path }) =>
      path.startsWith(PathPrefix),
    );
    const { items, more } = pageOf(users, ({ name }) => keyOf(name), input);
    return { Users: items.map(userInList), ...more };
  },
});

const update = iamOperation<UpdateUserCommandInput, object>({
  name: "UpdateUser",
  members: ["UserName", "NewUserName", "NewPath"],
  on: (input, call) => targetOf(USER, input, call),
  run({ UserName, NewUserName, NewPath }, call) {
    const user = userNamed(call, UserName);
    const users = usersOf(call.world, call.account);
    const name = NewUserName ?? user.name;
    checkName("newUserName", name, LONGEST_USER_NAME);
    if (keyOf(name) !== keyOf(user.name) && users.has(keyOf(name))) {
      throw alreadyExists(`User with name ${name} already exists.`);
    }
    users.delete(keyOf(user.name));
    users.set(keyOf(name), { ...user, name, path: pathFor(NewPath ?? user.path) });
    return {};
  },
});

export const userOperations = {
  CreateUser: create,
  GetUser: get,
  ListUsers: list,
  UpdateUser: update,
};
