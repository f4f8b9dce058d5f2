import type { OrganizationRecord, PolicyRecord } from "./records.ts";

/** Formats: Service Authorization Reference, "Resource types defined by AWS Organizations". */
const arn = ({ managementAccountId, id }: OrganizationRecord, type: string, rest = "") =>
  `arn:aws:organizations::${managementAccountId}:${type}/${id}${rest}`;

export const organizationArn = (organization: OrganizationRecord) =>
  arn(organization, "organization");

export const rootArn = (organization: OrganizationRecord, rootId: string) =>
  arn(organization, "root", `/${rootId}`);

export const unitArn = (organization: OrganizationRecord, unitId: string) =>
  arn(organization, "ou", `/${unitId}`);

export const accountArn = (organization: OrganizationRecord, accountId: string) =>
  arn(organization, "account", `/${accountId}`);

export const resourcePolicyArn = (organization: OrganizationRecord, id: string) =>
  arn(organization, "resourcepolicy", `/${id}`);

export function policyArn(
  organization: OrganizationRecord,
  policy: Pick<PolicyRecord, "id" | "isAwsManaged">,
): string {
  const rest = `service_control_policy/${policy.id}`;
  if (policy.isAwsManaged) return `arn:aws:organizations::aws:policy/${rest}`;
  return arn(organization, "policy", `/${rest}`);
}
