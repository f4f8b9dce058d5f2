import {
  type AttachPolicyCommandInput,
  type DetachPolicyCommandInput,
  type ListPoliciesForTargetCommandInput,
  type ListPoliciesForTargetCommandOutput,
  type ListTargetsForPolicyCommandInput,
  type ListTargetsForPolicyCommandOutput,
  PolicyNotAttachedException,
  type PolicyTargetSummary,
} from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { attachPolicy, checkTarget, checkTypeEnabled } from "./attach-policy.ts";
import { attachedTo, detach, targetsOf } from "./attachments.ts";
import { violation } from "./failures.ts";
import { POLICIES } from "./limits.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { checkPolicyType, findPolicy, policySummary } from "./policies.ts";
import { accountsOf, unitsOf } from "./records.ts";
import { arnOf, policyTypeContext, typeOf } from "./tree.ts";

const attach = organizationOperation<AttachPolicyCommandInput, object>({
  name: "AttachPolicy",
  members: ["PolicyId", "TargetId"],
  access: "delegable",
  touches: ({ PolicyId, TargetId }) => [PolicyId, TargetId],
  context: ({ PolicyId }) => policyTypeContext(PolicyId),
  run({ PolicyId, TargetId }, { world }) {
    attachPolicy(world, PolicyId, TargetId);
    return {};
  },
});

const detachOperation = organizationOperation<DetachPolicyCommandInput, object>({
  name: "DetachPolicy",
  members: ["PolicyId", "TargetId"],
  access: "delegable",
  touches: ({ PolicyId, TargetId }) => [PolicyId, TargetId],
  context: ({ PolicyId }) => policyTypeContext(PolicyId),
  run({ PolicyId, TargetId }, { world }) {
    const { id } = findPolicy(world, PolicyId);
    const target = checkTarget(world, TargetId);
    checkTypeEnabled(world);
    const attached = attachedTo(world, target);
    if (!attached.includes(id)) {
      const message = "The policy isn't attached to the specified target in the specified root.";
      throw new PolicyNotAttachedException({ message, $metadata: {} });
    }
    if (attached.length <= POLICIES.leastAttached) {
      throw violation("MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");
    }
    detach(world, id, target);
    return {};
  },
});

const listPoliciesForTarget = organizationOperation<
  ListPoliciesForTargetCommandInput,
  Answer<ListPoliciesForTargetCommandOutput>
>({
  name: "ListPoliciesForTarget",
  members: ["TargetId", "Filter", "MaxResults", "NextToken"],
  access: "read",
  touches: ({ TargetId }) => [TargetId],
  context: ({ Filter = "" }) => ({ "organizations:PolicyType": Filter }),
  run({ TargetId, Filter, ...asked }, { world }) {
    checkPolicyType(Filter);
    const policies = attachedTo(world, checkTarget(world, TargetId)).map((id) => ({
      key: id,
      item: policySummary(world, findPolicy(world, id)),
    }));
    const { items, next } = pageOf(world, policies, asked);
    return { Policies: items, ...next };
  },
});

const TARGET_TYPES = { root: "ROOT", unit: "ORGANIZATIONAL_UNIT", account: "ACCOUNT" } as const;

function targetAnswer(world: World, id: string): PolicyTargetSummary {
  const type = typeOf(id) as keyof typeof TARGET_TYPES;
  const name = (accountsOf(world).get(id) ?? unitsOf(world).get(id))?.name;
  return { TargetId: id, Arn: arnOf(world, id), Name: name ?? "Root", Type: TARGET_TYPES[type] };
}

const listTargetsForPolicy = organizationOperation<
  ListTargetsForPolicyCommandInput,
  Answer<ListTargetsForPolicyCommandOutput>
>({
  name: "ListTargetsForPolicy",
  members: ["PolicyId", "MaxResults", "NextToken"],
  access: "read",
  touches: ({ PolicyId }) => [PolicyId],
  context: ({ PolicyId }) => policyTypeContext(PolicyId),
  run({ PolicyId, ...asked }, { world }) {
    const targets = targetsOf(world, findPolicy(world, PolicyId).id).map((id) => ({
      key: id,
      item: targetAnswer(world, id),
    }));
    const { items, next } = pageOf(world, targets, asked);
    return { Targets: items, ...next };
  },
});

export const attachmentOperations = {
  AttachPolicy: attach,
  DetachPolicy: detachOperation,
  ListPoliciesForTarget: listPoliciesForTarget,
  ListTargetsForPolicy: listTargetsForPolicy,
};
