import {
  type DisablePolicyTypeCommandInput,
  type DisablePolicyTypeCommandOutput,
  type EnablePolicyTypeCommandInput,
  type EnablePolicyTypeCommandOutput,
  PolicyTypeAlreadyEnabledException,
  RootNotFoundException,
} from "@aws-sdk/client-organizations";
import { checkTypeEnabled } from "./attach-policy.ts";
import { attachDefaultsEverywhere, detachEverything } from "./attachments.ts";
import { invalidInput } from "./failures.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { replaceOrganization } from "./organization.ts";
import { checkPolicyType } from "./policies.ts";
import type { OrganizationRecord } from "./records.ts";
import { rootAnswer } from "./root-answer.ts";
import { PATTERNS } from "./tree.ts";

function checkRoot({ rootId }: OrganizationRecord, asked = ""): void {
  if (!PATTERNS.root.test(asked)) throw invalidInput("INVALID_PATTERN");
  if (asked === rootId) return;
  const message = "You specified a root that doesn't exist.";
  throw new RootNotFoundException({ message, $metadata: {} });
}

/** With the type, FullAWSAccess comes back to everything: nothing is cut off at once. */
const enable = organizationOperation<
  EnablePolicyTypeCommandInput,
  Answer<EnablePolicyTypeCommandOutput>
>({
  name: "EnablePolicyType",
  members: ["RootId", "PolicyType"],
  access: "delegable",
  touches: ({ RootId }) => [RootId],
  context: ({ PolicyType = "" }) => ({ "organizations:PolicyType": PolicyType }),
  run({ RootId, PolicyType }, { world, organization }) {
    checkPolicyType(PolicyType);
    checkRoot(organization, RootId);
    if (organization.serviceControlPolicies === "enabled") {
      const message = "The specified policy type is already enabled.";
      throw new PolicyTypeAlreadyEnabledException({ message, $metadata: {} });
    }
    const changed: OrganizationRecord = { ...organization, serviceControlPolicies: "enabled" };
    replaceOrganization(world, changed);
    attachDefaultsEverywhere(world);
    return { Root: rootAnswer(changed) };
  },
});

/** Detaches every service control policy from everything, which cannot be taken back (User Guide). */
const disable = organizationOperation<
  DisablePolicyTypeCommandInput,
  Answer<DisablePolicyTypeCommandOutput>
>({
  name: "DisablePolicyType",
  members: ["RootId", "PolicyType"],
  access: "delegable",
  touches: ({ RootId }) => [RootId],
  context: ({ PolicyType = "" }) => ({ "organizations:PolicyType": PolicyType }),
  run({ RootId, PolicyType }, { world, organization }) {
    checkPolicyType(PolicyType);
    checkRoot(organization, RootId);
    checkTypeEnabled(world);
    detachEverything(world);
    const changed: OrganizationRecord = { ...organization, serviceControlPolicies: "disabled" };
    replaceOrganization(world, changed);
    return { Root: rootAnswer(changed) };
  },
});

export const policyTypeOperations = { EnablePolicyType: enable, DisablePolicyType: disable };
