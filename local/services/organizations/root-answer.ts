import type { Root } from "@aws-sdk/client-organizations";
import { rootArn } from "./arns.ts";
import type { OrganizationRecord } from "./records.ts";

/** The root as AWS tells it, with the policy types that are enabled in it. */
export function rootAnswer(organization: OrganizationRecord): Root {
  const { rootId, serviceControlPolicies } = organization;
  const isEnabled = serviceControlPolicies === "enabled";
  return {
    Id: rootId,
    Arn: rootArn(organization, rootId),
    Name: "Root",
    PolicyTypes: isEnabled ? [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }] : [],
  };
}
