import type {
  CreatePolicyCommandInput,
  CreatePolicyCommandOutput,
  DeletePolicyCommandInput,
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  ListPoliciesCommandInput,
  ListPoliciesCommandOutput,
} from "@aws-sdk/client-iam";
import type { Call, World } from "../../kernel/service.ts";
import { policyInList, wholePolicy } from "./answers.ts";
import { arnOf } from "./arns.ts";
import { attachmentsOf } from "./attachments.ts";
import { awsPolicies } from "./aws-managed/table.ts";
import { accessDenied, deleteConflict } from "./errors.ts";
import { policyFor, policyWithArn } from "./find.ts";
import { makePolicy } from "./make-policy.ts";
import { type Answer, iamOperation, type Target, taggingAt } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import type { ManagedPolicyRecord } from "./records.ts";
import { keyOf, policiesOf } from "./tables.ts";

type NewInput = Pick<CreatePolicyCommandInput, "PolicyName" | "Path" | "Tags">;

function newPolicy(
  { PolicyName: name = "", Path: path = "/" }: NewInput,
  { account }: Call,
): Target {
  return { arn: arnOf("policy", { account, path, name }) };
}

/** What a permission on a managed policy is needed on. */
export function policyTarget({ PolicyArn = "" }: { PolicyArn?: string | undefined }, call: Call) {
  return { arn: PolicyArn, tags: policyWithArn(call.world, PolicyArn)?.tags };
}

/** The account's own policy, which may be changed. Errors: NoSuchEntity, AccessDenied for those of AWS. */
export function ownPolicy(call: Call, arn: string | undefined): ManagedPolicyRecord {
  const policy = policyFor(call, arn);
  if (policy.account !== "aws") return policy;
  throw accessDenied(`Policy ${arn} is managed by AWS and cannot be changed.`);
}

const create = iamOperation<CreatePolicyCommandInput, Answer<CreatePolicyCommandOutput>>({
  name: "CreatePolicy",
  members: ["PolicyName", "Path", "PolicyDocument", "Description", "Tags"],
  on: newPolicy,
  also: taggingAt("TagPolicy", newPolicy),
  run(input, { world, account }) {
    const { PolicyName = "", PolicyDocument = "" } = input;
    const policy = makePolicy(world, { ...input, account, PolicyName, PolicyDocument });
    // Its answer tells all but the description (IAM API Reference, Policy).
    const { Description: _untold, ...Policy } = wholePolicy(world, policy, account);
    return { Policy };
  },
});

const get = iamOperation<GetPolicyCommandInput, Answer<GetPolicyCommandOutput>>({
  name: "GetPolicy",
  members: ["PolicyArn"],
  on: policyTarget,
  run({ PolicyArn }, call) {
    const policy = wholePolicy(call.world, policyFor(call, PolicyArn), call.account);
    // Unlike other operations, this one answers an empty list where there are no tags.
    return { Policy: { ...policy, Tags: policy.Tags ?? [] } };
  },
});

function inScope(world: World, account: string, scope = "All"): readonly ManagedPolicyRecord[] {
  const own = scope === "AWS" ? [] : policiesOf(world, account).values();
  const ofAws = scope === "Local" ? [] : awsPolicies();
  return [...own, ...ofAws];
}

/** Lists policies: of AWS's, those that the local cloud has. */
const list = iamOperation<ListPoliciesCommandInput, Answer<ListPoliciesCommandOutput>>({
  name: "ListPolicies",
  members: ["Scope", "OnlyAttached", "PathPrefix", "PolicyUsageFilter", ...PAGE_MEMBERS],
  // Here AWS's refusals name the path alone.
  on: ({ PathPrefix = "/" }) => ({ arn: `policy path ${PathPrefix}` }),
  run(input, { world, account }) {
    const { PathPrefix = "/", OnlyAttached = false, PolicyUsageFilter } = input;
    const found = inScope(world, account, input.Scope).filter((policy) => {
      const { attached, bounding } = attachmentsOf(world, account, arnOf("policy", policy));
      if (!policy.path.startsWith(PathPrefix)) return false;
      if (PolicyUsageFilter === "PermissionsBoundary") return bounding.length > 0;
      return !OnlyAttached || attached.length > 0;
    });
    const { items, more } = pageOf(found, (policy) => arnOf("policy", policy), input);
    return { Policies: items.map((policy) => policyInList(world, policy, account)), ...more };
  },
});

const remove = iamOperation<DeletePolicyCommandInput, object>({
  name: "DeletePolicy",
  members: ["PolicyArn"],
  on: policyTarget,
  run({ PolicyArn }, call) {
    const policy = ownPolicy(call, PolicyArn);
    const { attached, bounding } = attachmentsOf(call.world, call.account, arnOf("policy", policy));
    if (attached.length + bounding.length > 0) {
      throw deleteConflict("Cannot delete a policy attached to entities.");
    }
    if (policy.versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    policiesOf(call.world, call.account).delete(keyOf(policy.name));
    return {};
  },
});

export const policyOperations = {
  CreatePolicy: create,
  GetPolicy: get,
  ListPolicies: list,
  DeletePolicy: remove,
};
