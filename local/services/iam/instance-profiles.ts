import type {
  AddRoleToInstanceProfileCommandInput,
  CreateInstanceProfileCommandInput,
  CreateInstanceProfileCommandOutput,
  DeleteInstanceProfileCommandInput,
  GetInstanceProfileCommandInput,
  GetInstanceProfileCommandOutput,
  ListInstanceProfilesCommandInput,
  ListInstanceProfilesCommandOutput,
  ListInstanceProfilesForRoleCommandInput,
  ListInstanceProfilesForRoleCommandOutput,
  RemoveRoleFromInstanceProfileCommandInput,
} from "@aws-sdk/client-iam";
import type { Call, World } from "../../kernel/service.ts";
import { profileAnswer } from "./answers.ts";
import { arnOf, underPath } from "./arns.ts";
import { deleteConflict, limitReached, noSuchEntity } from "./errors.ts";
import { checkNotProtected, profileNamed, roleNamed } from "./find.ts";
import { ROLE, targetOf } from "./holder-kinds.ts";
import { makeInstanceProfile } from "./make-instance-profile.ts";
import { type Answer, iamOperation, type Target, taggingAt } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import type { InstanceProfileRecord } from "./records.ts";
import { instanceProfilesOf, keyOf } from "./tables.ts";

interface ProfileInput {
  readonly InstanceProfileName?: string | undefined;
}

/** What a permission on an instance profile is needed on. */
export function profileTarget(
  { InstanceProfileName: name = "" }: ProfileInput,
  call: Call,
): Target {
  const { world, account } = call;
  const profile = instanceProfilesOf(world, account).get(keyOf(name));
  const arn = arnOf("instance-profile", profile ?? { account, path: "/", name });
  return { arn, tags: profile?.tags };
}

type NewInput = Pick<CreateInstanceProfileCommandInput, "InstanceProfileName" | "Path" | "Tags">;

function newProfile({ InstanceProfileName: name = "", Path: path = "/" }: NewInput, call: Call) {
  return { arn: arnOf("instance-profile", { account: call.account, path, name }) };
}

export function replaceProfile(world: World, profile: InstanceProfileRecord): void {
  instanceProfilesOf(world, profile.account).set(keyOf(profile.name), profile);
}

const create = iamOperation<
  CreateInstanceProfileCommandInput,
  Answer<CreateInstanceProfileCommandOutput>
>({
  name: "CreateInstanceProfile",
  members: ["InstanceProfileName", "Path", "Tags"],
  on: newProfile,
  also: taggingAt("TagInstanceProfile", newProfile),
  run(input, { world, account }) {
    const { InstanceProfileName = "" } = input;
    const profile = makeInstanceProfile(world, { ...input, account, InstanceProfileName });
    return { InstanceProfile: profileAnswer(world, profile) };
  },
});

const get = iamOperation<GetInstanceProfileCommandInput, Answer<GetInstanceProfileCommandOutput>>({
  name: "GetInstanceProfile",
  members: ["InstanceProfileName"],
  on: profileTarget,
  run: ({ InstanceProfileName }, call) => ({
    InstanceProfile: profileAnswer(call.world, profileNamed(call, InstanceProfileName)),
  }),
});

const list = iamOperation<
  ListInstanceProfilesCommandInput,
  Answer<ListInstanceProfilesCommandOutput>
>({
  name: "ListInstanceProfiles",
  members: ["PathPrefix", ...PAGE_MEMBERS],
  on: underPath("instance-profile"),
  run(input, { world, account }) {
    const { PathPrefix = "/" } = input;
    const profiles = [...instanceProfilesOf(world, account).values()].filter(({ path }) =>
      path.startsWith(PathPrefix),
    );
    const { items, more } = pageOf(profiles, ({ name }) => keyOf(name), input);
    return { InstanceProfiles: items.map((profile) => profileAnswer(world, profile)), ...more };
  },
});

const listForRole = iamOperation<
  ListInstanceProfilesForRoleCommandInput,
  Answer<ListInstanceProfilesForRoleCommandOutput>
>({
  name: "ListInstanceProfilesForRole",
  members: ["RoleName", ...PAGE_MEMBERS],
  on: (input, call) => targetOf(ROLE, input, call),
  run(input, call) {
    const { world, account } = call;
    const role = roleNamed(call, input.RoleName);
    const profiles = [...instanceProfilesOf(world, account).values()].filter(
      (profile) => profile.role === role.name,
    );
    const { items, more } = pageOf(profiles, ({ name }) => keyOf(name), input);
    return { InstanceProfiles: items.map((profile) => profileAnswer(world, profile)), ...more };
  },
});

const add = iamOperation<AddRoleToInstanceProfileCommandInput, object>({
  name: "AddRoleToInstanceProfile",
  members: ["InstanceProfileName", "RoleName"],
  on: profileTarget,
  // Who hands a role to instances must be allowed to pass it to EC2.
  also: ({ RoleName }, call) => [
    {
      action: "iam:PassRole",
      resource: targetOf(ROLE, { RoleName }, call).arn,
      context: { "iam:PassedToService": "ec2.amazonaws.com" },
    },
  ],
  run({ InstanceProfileName, RoleName }, call) {
    const profile = profileNamed(call, InstanceProfileName);
    const role = roleNamed(call, RoleName);
    checkNotProtected(role);
    if (profile.role !== undefined) {
      throw limitReached("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
    }
    replaceProfile(call.world, { ...profile, role: role.name });
    return {};
  },
});

const removeRole = iamOperation<RemoveRoleFromInstanceProfileCommandInput, object>({
  name: "RemoveRoleFromInstanceProfile",
  members: ["InstanceProfileName", "RoleName"],
  on: profileTarget,
  run({ InstanceProfileName, RoleName }, call) {
    const { role, ...profile } = profileNamed(call, InstanceProfileName);
    const { name } = roleNamed(call, RoleName);
    if (role !== name) {
      throw noSuchEntity(`Role ${name} is not in the instance profile ${profile.name}.`);
    }
    replaceProfile(call.world, profile);
    return {};
  },
});

const remove = iamOperation<DeleteInstanceProfileCommandInput, object>({
  name: "DeleteInstanceProfile",
  members: ["InstanceProfileName"],
  on: profileTarget,
  run({ InstanceProfileName }, call) {
    const { name, role } = profileNamed(call, InstanceProfileName);
    if (role !== undefined) {
      throw deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
    }
    instanceProfilesOf(call.world, call.account).delete(keyOf(name));
    return {};
  },
});

export const instanceProfileOperations = {
  CreateInstanceProfile: create,
  GetInstanceProfile: get,
  ListInstanceProfiles: list,
  ListInstanceProfilesForRole: listForRole,
  AddRoleToInstanceProfile: add,
  RemoveRoleFromInstanceProfile: removeRole,
  DeleteInstanceProfile: remove,
};
