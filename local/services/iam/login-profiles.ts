import { createHash } from "node:crypto";
import type {
  ChangePasswordCommandInput,
  CreateLoginProfileCommandInput,
  CreateLoginProfileCommandOutput,
  DeleteLoginProfileCommandInput,
  GetLoginProfileCommandInput,
  GetLoginProfileCommandOutput,
  LoginProfile,
  UpdateLoginProfileCommandInput,
} from "@aws-sdk/client-iam";
import { NotEmulated } from "../../kernel/aws-error.ts";
import type { Call } from "../../kernel/service.ts";
import { callerName, ownTargetOf } from "./caller.ts";
import { alreadyExists, invalidInput, noSuchEntity } from "./errors.ts";
import { userNamed } from "./find.ts";
import { moment } from "./moment.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { checkPassword } from "./password-policy.ts";
import type { LoginProfile as LoginRecord, UserRecord } from "./records.ts";
import { keyOf, usersOf } from "./tables.ts";

interface NamedInput {
  readonly UserName?: string | undefined;
}

const hashOf = (password: string) => createHash("sha256").update(password).digest("hex");

/** The named user, or the caller. The root users of this cloud have no password, and cannot be given one. */
function userFor({ UserName }: NamedInput, call: Call): UserRecord {
  if (UserName === undefined && call.principal.kind === "root") {
    throw noSuchEntity(`Login Profile for User ${call.account} cannot be found.`);
  }
  return userNamed(call, UserName ?? callerName(call));
}

function loginOf({ name, login }: UserRecord): LoginRecord {
  if (login) return login;
  throw noSuchEntity(`Login Profile for User ${name} cannot be found.`);
}

function replace({ world }: Call, user: UserRecord): void {
  usersOf(world, user.account).set(keyOf(user.name), user);
}

function answerOf(user: UserRecord, login: LoginRecord): LoginProfile {
  return {
    UserName: user.name,
    CreateDate: moment(login.createdAt),
    PasswordResetRequired: login.resetRequired,
  };
}

const create = iamOperation<
  CreateLoginProfileCommandInput,
  Answer<CreateLoginProfileCommandOutput>
>({
  name: "CreateLoginProfile",
  members: ["UserName", "Password", "PasswordResetRequired"],
  on: ownTargetOf,
  run(input, call) {
    const { UserName, Password = "", PasswordResetRequired = false } = input;
    if (UserName === undefined && call.principal.kind === "root") {
      throw new NotEmulated("passwords of root users");
    }
    const user = userFor(input, call);
    if (user.login) {
      throw alreadyExists(`Login Profile for user ${user.name} already exists.`);
    }
    checkPassword(call, Password);
    const login: LoginRecord = {
      createdAt: call.world.clock.now(),
      resetRequired: PasswordResetRequired,
      passwordHash: hashOf(Password),
    };
    replace(call, { ...user, login });
    return { LoginProfile: answerOf(user, login) };
  },
});

const get = iamOperation<GetLoginProfileCommandInput, Answer<GetLoginProfileCommandOutput>>({
  name: "GetLoginProfile",
  members: ["UserName"],
  on: ownTargetOf,
  run(input, call) {
    const user = userFor(input, call);
    return { LoginProfile: answerOf(user, loginOf(user)) };
  },
});

const update = iamOperation<UpdateLoginProfileCommandInput, object>({
  name: "UpdateLoginProfile",
  members: ["UserName", "Password", "PasswordResetRequired"],
  on: ownTargetOf,
  run(input, call) {
    const { Password, PasswordResetRequired } = input;
    const user = userFor(input, call);
    const login = loginOf(user);
    if (Password !== undefined) checkPassword(call, Password);
    replace(call, {
      ...user,
      login: {
        ...login,
        ...(Password !== undefined && { passwordHash: hashOf(Password) }),
        ...(PasswordResetRequired !== undefined && { resetRequired: PasswordResetRequired }),
      },
    });
    return {};
  },
});

const remove = iamOperation<DeleteLoginProfileCommandInput, object>({
  name: "DeleteLoginProfile",
  members: ["UserName"],
  on: ownTargetOf,
  run(input, call) {
    const user = userFor(input, call);
    loginOf(user);
    const { login: _removed, ...rest } = user;
    replace(call, rest);
    return {};
  },
});

const change = iamOperation<ChangePasswordCommandInput, object>({
  name: "ChangePassword",
  members: ["OldPassword", "NewPassword"],
  on: (_input, call) => ownTargetOf({}, call),
  run({ OldPassword = "", NewPassword = "" }, call) {
    const user = userNamed(call, callerName(call));
    const login = loginOf(user);
    if (login.passwordHash !== hashOf(OldPassword)) {
      throw invalidInput("The old password was incorrect.");
    }
    checkPassword(call, NewPassword);
    const changed = { ...login, passwordHash: hashOf(NewPassword), resetRequired: false };
    replace(call, { ...user, login: changed });
    return {};
  },
});

export const loginProfileOperations = {
  CreateLoginProfile: create,
  GetLoginProfile: get,
  UpdateLoginProfile: update,
  DeleteLoginProfile: remove,
  ChangePassword: change,
};
