import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  type IAMClient,
  PutRolePermissionsBoundaryCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import type { OwnerAccess } from "../../ports/child-account.ts";
import { attachedTo, inlineNames } from "./baseline/read-role.ts";
import { isNamed, NOT_THERE, THERE_ALREADY, unlessDone } from "./translate-failure.ts";

/** Creates the owner's role, or corrects the one that an earlier try left; twice changes nothing. */
export async function openAccess(iam: IAMClient, access: OwnerAccess): Promise<void> {
  await createRole(iam, access).catch((error: unknown) => {
    if (!isNamed(error, ...THERE_ALREADY)) throw error;
    return correctRole(iam, access);
  });
  const wanted = new Set(access.policyArns);
  for (const arn of await attachedTo(iam, access.roleName))
    if (!wanted.delete(arn)) await detach(iam, access.roleName, arn);
  for (const arn of wanted)
    await iam.send(new AttachRolePolicyCommand({ RoleName: access.roleName, PolicyArn: arn }));
}

/** Deletes the role with all that hangs on it: sessions made from it stop working with it. */
export async function closeAccess(iam: IAMClient, roleName: string): Promise<void> {
  await unlessDone(strip(iam, roleName), ...NOT_THERE); // there is no role: closed before
  await unlessDone(iam.send(new DeleteRoleCommand({ RoleName: roleName })), ...NOT_THERE);
}

/** Takes every policy from the role. Only a listing may say that there is no role. */
async function strip(iam: IAMClient, RoleName: string): Promise<void> {
  for (const arn of await attachedTo(iam, RoleName)) await detach(iam, RoleName, arn);
  for (const PolicyName of await inlineNames(iam, RoleName))
    await unlessDone(iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })), ...NOT_THERE);
}

const trustOf = (access: OwnerAccess): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: access.trust,
  });

const tagsOf = (access: OwnerAccess) =>
  Object.entries(access.tags).map(([Key, Value]) => ({ Key, Value }));

const createRole = async (iam: IAMClient, access: OwnerAccess) => {
  await iam.send(
    new CreateRoleCommand({
      RoleName: access.roleName,
      AssumeRolePolicyDocument: trustOf(access),
      MaxSessionDuration: access.longestSession,
      Description: access.description,
      PermissionsBoundary: access.boundary,
      Tags: tagsOf(access),
    }),
  );
};

async function correctRole(iam: IAMClient, access: OwnerAccess): Promise<void> {
  const RoleName = access.roleName;
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trustOf(access) }));
  await iam.send(
    new UpdateRoleCommand({
      RoleName,
      MaxSessionDuration: access.longestSession,
      Description: access.description,
    }),
  );
  const { boundary: PermissionsBoundary } = access;
  if (PermissionsBoundary !== undefined)
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
  await iam.send(new TagRoleCommand({ RoleName, Tags: tagsOf(access) }));
}

const detach = (iam: IAMClient, roleName: string, arn: string) =>
  unlessDone(
    iam.send(new DetachRolePolicyCommand({ RoleName: roleName, PolicyArn: arn })),
    ...NOT_THERE,
  );
