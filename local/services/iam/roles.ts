import type {
  CreateRoleCommandInput,
  CreateRoleCommandOutput,
  GetRoleCommandInput,
  GetRoleCommandOutput,
  ListRolesCommandInput,
  ListRolesCommandOutput,
  UpdateAssumeRolePolicyCommandInput,
  UpdateRoleCommandInput,
  UpdateRoleDescriptionCommandInput,
  UpdateRoleDescriptionCommandOutput,
} from "@aws-sdk/client-iam";
import type { Call, Operation } from "../../kernel/service.ts";
import { roleInList, wholeRole } from "./answers.ts";
import { arnOf, underPath } from "./arns.ts";
import { checkNotProtected, roleNamed } from "./find.ts";
import { boundTargetOf, ROLE, targetOf } from "./holder-kinds.ts";
import { makeRole, sessionDurationFor } from "./make-role.ts";
import { checkDescription } from "./names.ts";
import { type Answer, iamOperation, type Target, taggingAt } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import type { RoleRecord } from "./records.ts";
import { keyOf, rolesOf } from "./tables.ts";
import { type AccountExists, trustFor } from "./trust-policy.ts";

type NewInput = Pick<CreateRoleCommandInput, "RoleName" | "Path" | "Tags">;

function newRole({ RoleName: name = "", Path: path = "/" }: NewInput, { account }: Call): Target {
  return { arn: arnOf("role", { account, path, name }) };
}

/** The role that may be changed. Errors: NoSuchEntity, UnmodifiableEntity. */
function modifiable(call: Call, name: string | undefined): RoleRecord {
  const role = roleNamed(call, name);
  checkNotProtected(role);
  return role;
}

function replace({ world }: Call, role: RoleRecord): void {
  rolesOf(world, role.account).set(keyOf(role.name), role);
}

const create = (accountExists: AccountExists) =>
  iamOperation<CreateRoleCommandInput, Answer<CreateRoleCommandOutput>>({
    name: "CreateRole",
    members: [
      ...(["RoleName", "Path", "AssumeRolePolicyDocument", "Description"] as const),
      ...(["MaxSessionDuration", "PermissionsBoundary", "Tags"] as const),
    ],
    on: newRole,
    also: taggingAt("TagRole", newRole),
    run(input, { world, account }) {
      const { RoleName = "", AssumeRolePolicyDocument = "" } = input;
      const asked = { ...input, account, RoleName, AssumeRolePolicyDocument };
      const { RoleLastUsed: _never, ...Role } = wholeRole(
        world,
        makeRole(world, asked, accountExists),
      );
      return { Role };
    },
  });

const get = iamOperation<GetRoleCommandInput, Answer<GetRoleCommandOutput>>({
  name: "GetRole",
  members: ["RoleName"],
  on: (input, call) => targetOf(ROLE, input, call),
  run: ({ RoleName }, call) => ({ Role: wholeRole(call.world, roleNamed(call, RoleName)) }),
});

const list = iamOperation<ListRolesCommandInput, Answer<ListRolesCommandOutput>>({
  name: "ListRoles",
  members: ["PathPrefix", ...PAGE_MEMBERS],
  on: underPath("role"),
  run(input, { world, account }) {
    const { PathPrefix = "/" } = input;
    const roles = [...rolesOf(world, account).values()].filter(({ path }) =>
      path.startsWith(PathPrefix),
    );
    const { items, more } = pageOf(roles, ({ name }) => keyOf(name), input);
    return { Roles: items.map((role) => roleInList(world, role)), ...more };
  },
});

/** A session duration that is left out goes back to an hour; a description stays (IAM API Reference). */
const update = iamOperation<UpdateRoleCommandInput, object>({
  name: "UpdateRole",
  members: ["RoleName", "Description", "MaxSessionDuration"],
  on: (input, call) => targetOf(ROLE, input, call),
  run({ RoleName, Description, MaxSessionDuration }, call) {
    const role = modifiable(call, RoleName);
    checkDescription(Description);
    replace(call, {
      ...role,
      ...(Description !== undefined && { description: Description }),
      maxSessionDuration: sessionDurationFor(MaxSessionDuration),
    });
    return {};
  },
});

const updateDescription = iamOperation<
  UpdateRoleDescriptionCommandInput,
  Answer<UpdateRoleDescriptionCommandOutput>
>({
  name: "UpdateRoleDescription",
  members: ["RoleName", "Description"],
  on: (input, call) => targetOf(ROLE, input, call),
  run({ RoleName, Description = "" }, call) {
    checkDescription(Description);
    const role = { ...modifiable(call, RoleName), description: Description };
    replace(call, role);
    return { Role: roleInList(call.world, role) };
  },
});

const updateTrust = (accountExists: AccountExists) =>
  iamOperation<UpdateAssumeRolePolicyCommandInput, object>({
    name: "UpdateAssumeRolePolicy",
    members: ["RoleName", "PolicyDocument"],
    on: (input, call) => boundTargetOf(ROLE, input, call),
    run({ RoleName, PolicyDocument = "" }, call) {
      const role = modifiable(call, RoleName);
      replace(call, { ...role, ...trustFor(call.world, PolicyDocument, accountExists) });
      return {};
    },
  });

/** Making, reading and changing roles. */
export function roleOperations(accountExists: AccountExists): Readonly<Record<string, Operation>> {
  return {
    CreateRole: create(accountExists),
    GetRole: get,
    ListRoles: list,
    UpdateRole: update,
    UpdateRoleDescription: updateDescription,
    UpdateAssumeRolePolicy: updateTrust(accountExists),
  };
}
