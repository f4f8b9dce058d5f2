import {
  type CreatePolicyCommandInput,
  type CreatePolicyCommandOutput,
  type DeletePolicyCommandInput,
  type DescribePolicyCommandInput,
  type DescribePolicyCommandOutput,
  type ListPoliciesCommandInput,
  type ListPoliciesCommandOutput,
  PolicyInUseException,
  type UpdatePolicyCommandInput,
  type UpdatePolicyCommandOutput,
} from "@aws-sdk/client-organizations";
import { targetsOf } from "./attachments.ts";
import { invalidInput } from "./failures.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { pageOf } from "./page.ts";
import {
  changePolicy,
  checkPolicyType,
  findPolicy,
  makePolicy,
  policyAnswer,
  policySummary,
} from "./policies.ts";
import { policiesOf } from "./records.ts";
import { policyTypeContext } from "./tree.ts";

const create = organizationOperation<CreatePolicyCommandInput, Answer<CreatePolicyCommandOutput>>({
  name: "CreatePolicy",
  members: ["Name", "Description", "Content", "Type", "Tags"],
  access: "delegable",
  context: ({ Type = "" }) => ({ "organizations:PolicyType": Type }),
  isMaking: true,
  run: (input, { world }) => ({ Policy: policyAnswer(world, makePolicy(world, input)) }),
});

const describe = organizationOperation<
  DescribePolicyCommandInput,
  Answer<DescribePolicyCommandOutput>
>({
  name: "DescribePolicy",
  members: ["PolicyId"],
  access: "read",
  touches: ({ PolicyId }) => [PolicyId],
  context: ({ PolicyId }) => policyTypeContext(PolicyId),
  run: ({ PolicyId }, { world }) => ({ Policy: policyAnswer(world, findPolicy(world, PolicyId)) }),
});

const update = organizationOperation<UpdatePolicyCommandInput, Answer<UpdatePolicyCommandOutput>>({
  name: "UpdatePolicy",
  members: ["PolicyId", "Name", "Description", "Content"],
  access: "delegable",
  touches: ({ PolicyId }) => [PolicyId],
  context: ({ PolicyId }) => policyTypeContext(PolicyId),
  run({ PolicyId, ...changes }, { world }) {
    const changed = changePolicy(world, findPolicy(world, PolicyId), changes);
    return { Policy: policyAnswer(world, changed) };
  },
});

const remove = organizationOperation<DeletePolicyCommandInput, object>({
  name: "DeletePolicy",
  members: ["PolicyId"],
  access: "delegable",
  touches: ({ PolicyId }) => [PolicyId],
  context: ({ PolicyId }) => policyTypeContext(PolicyId),
  run({ PolicyId }, { world }) {
    const { id, isAwsManaged } = findPolicy(world, PolicyId);
    if (isAwsManaged) throw invalidInput("IMMUTABLE_POLICY");
    if (targetsOf(world, id).length > 0) {
      const message =
        "The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.";
      throw new PolicyInUseException({ message, $metadata: {} });
    }
    policiesOf(world).delete(id);
    return {};
  },
});

const list = organizationOperation<ListPoliciesCommandInput, Answer<ListPoliciesCommandOutput>>({
  name: "ListPolicies",
  members: ["Filter", "MaxResults", "NextToken"],
  access: "read",
  context: ({ Filter = "" }) => ({ "organizations:PolicyType": Filter }),
  run({ Filter, ...asked }, { world }) {
    checkPolicyType(Filter);
    const policies = [...policiesOf(world).values()].map((policy) => ({
      key: policy.id,
      item: policySummary(world, policy),
    }));
    const { items, next } = pageOf(world, policies, asked);
    return { Policies: items, ...next };
  },
});

export const policyOperations = {
  CreatePolicy: create,
  DescribePolicy: describe,
  UpdatePolicy: update,
  DeletePolicy: remove,
  ListPolicies: list,
};
