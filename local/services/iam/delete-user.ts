import type { DeleteUserCommandInput } from "@aws-sdk/client-iam";
import type { Call } from "../../kernel/service.ts";
import { keysOwnedBy } from "./access-keys.ts";
import { checkWithoutPolicies } from "./delete-role.ts";
import { devicesOwnedBy } from "./enabled-mfa-devices.ts";
import { deleteConflict } from "./errors.ts";
import { userNamed } from "./find.ts";
import { targetOf, USER } from "./holder-kinds.ts";
import { iamOperation } from "./operation.ts";
import type { UserRecord } from "./records.ts";
import { keyOf, usersOf } from "./tables.ts";

/** Throws DeleteConflict while anything hangs on the user (IAM API Reference, DeleteUser). */
function checkBare({ world, account }: Call, user: UserRecord): void {
  const obstacles: readonly (readonly [boolean, string])[] = [
    [keysOwnedBy(world, account, user.id).length > 0, "delete access keys"],
    [devicesOwnedBy(world, account, user.id).length > 0, "delete MFA device"],
    [user.login !== undefined, "delete login profile"],
    [user.groupIds.length > 0, "remove user from groups"],
  ];
  const found = obstacles.find(([present]) => present);
  if (found) throw deleteConflict(`Cannot delete entity, must ${found[1]} first.`);
  checkWithoutPolicies(user);
}

export const deleteUser = iamOperation<DeleteUserCommandInput, object>({
  name: "DeleteUser",
  members: ["UserName"],
  on: ({ UserName }, call) => targetOf(USER, { UserName }, call),
  run({ UserName }, call) {
    const user = userNamed(call, UserName);
    checkBare(call, user);
    usersOf(call.world, call.account).delete(keyOf(user.name));
    return {};
  },
});
