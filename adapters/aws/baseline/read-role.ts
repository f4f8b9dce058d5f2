import {
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import type { PresentRole } from "../../../domain/baseline/difference.ts";
import { orAbsent } from "./absent.ts";
import { documentOf, tagsOf } from "./read-policy.ts";

export async function readRole(iam: IAMClient, name: string): Promise<PresentRole | undefined> {
  const role = (await orAbsent(iam.send(new GetRoleCommand({ RoleName: name }))))?.Role;
  if (role === undefined) return undefined;
  const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    description: role.Description ?? "",
    trust: documentOf(role.AssumeRolePolicyDocument),
    managedPolicies: await attachedTo(iam, name),
    inlinePolicies: await inlineOf(iam, name),
    ...(boundary === undefined ? {} : { boundary }),
    longestSession: role.MaxSessionDuration ?? 3_600,
    tags: tagsOf(role.Tags),
  };
}

/** ARNs of the managed policies of a role. */
export async function attachedTo(client: IAMClient, RoleName: string): Promise<readonly string[]> {
  const arns: string[] = [];
  for await (const page of paginateListAttachedRolePolicies({ client }, { RoleName }))
    for (const { PolicyArn } of page.AttachedPolicies ?? [])
      if (PolicyArn !== undefined) arns.push(PolicyArn);
  return arns;
}

/** Names of the inline policies of a role. */
export async function inlineNames(client: IAMClient, RoleName: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of paginateListRolePolicies({ client }, { RoleName }))
    names.push(...(page.PolicyNames ?? []));
  return names;
}

async function inlineOf(iam: IAMClient, RoleName: string): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const PolicyName of await inlineNames(iam, RoleName)) {
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    found[PolicyName] = documentOf(PolicyDocument);
  }
  return found;
}
