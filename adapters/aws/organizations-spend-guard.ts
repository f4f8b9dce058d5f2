import {
  AttachPolicyCommand,
  DetachPolicyCommand,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import type { SpendGuard } from "../../ports/spend-guard.ts";
import { translated, unlessDone } from "./translate-failure.ts";

/** A service control policy, attached to the very account: its unit's guard rails stay as they are. */
export const organizationsSpendGuard = (
  client: OrganizationsClient,
  policyId: string,
): SpendGuard => ({
  attach: (accountId) => {
    const command = new AttachPolicyCommand({ PolicyId: policyId, TargetId: accountId });
    return unlessDone(
      translated("AttachPolicy", client.send(command)),
      "DuplicatePolicyAttachmentException",
    );
  },
  detach: (accountId) => {
    const command = new DetachPolicyCommand({ PolicyId: policyId, TargetId: accountId });
    return unlessDone(
      translated("DetachPolicy", client.send(command)),
      "PolicyNotAttachedException",
    );
  },
});
