import type { DeleteRoleCommandInput } from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { deleteConflict } from "./errors.ts";
import { checkNotProtected, roleNamed } from "./find.ts";
import { ROLE, targetOf } from "./holder-kinds.ts";
import { iamOperation } from "./operation.ts";
import type { PolicyHolder, RoleRecord } from "./records.ts";
import { instanceProfilesOf, keyOf, rolesOf } from "./tables.ts";

/** Throws DeleteConflict while policies hang on a user, role or group. */
export function checkWithoutPolicies({ attached, inline }: PolicyHolder): void {
  if (attached.length > 0) {
    throw deleteConflict("Cannot delete entity, must detach all policies first.");
  }
  if (Object.keys(inline).length > 0) {
    throw deleteConflict("Cannot delete entity, must delete policies first.");
  }
}

function checkWithoutProfiles(world: World, { account, name }: RoleRecord): void {
  for (const profile of instanceProfilesOf(world, account).values()) {
    if (profile.role === name) {
      throw deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
    }
  }
}

/** Deletes a role; sessions that were made from it stop working. */
export const deleteRole = iamOperation<DeleteRoleCommandInput, object>({
  name: "DeleteRole",
  members: ["RoleName"],
  on: (input, call) => targetOf(ROLE, input, call),
  run({ RoleName }, call) {
    const role = roleNamed(call, RoleName);
    checkNotProtected(role);
    checkWithoutProfiles(call.world, role);
    checkWithoutPolicies(role);
    rolesOf(call.world, call.account).delete(keyOf(role.name));
    return {};
  },
});
