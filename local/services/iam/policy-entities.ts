import type {
  EntityType,
  ListEntitiesForPolicyCommandInput,
  ListEntitiesForPolicyCommandOutput,
} from "@aws-sdk/client-iam";
import { arnOf } from "./arns.ts";
import { attachmentsOf, type Holder } from "./attachments.ts";
import { policyFor } from "./find.ts";
import { policyTarget } from "./managed-policies.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import { keyOf } from "./tables.ts";

function filtered(holders: readonly Holder[], input: ListEntitiesForPolicyCommandInput) {
  const { EntityFilter, PathPrefix = "/" } = input;
  const isWanted = (kind: EntityType) => EntityFilter === undefined || EntityFilter === kind;
  return holders.filter(({ kind, record }) => isWanted(kind) && record.path.startsWith(PathPrefix));
}

/** To whom a managed policy is attached, or whom it bounds. */
export const listEntitiesForPolicy = iamOperation<
  ListEntitiesForPolicyCommandInput,
  Answer<ListEntitiesForPolicyCommandOutput>
>({
  name: "ListEntitiesForPolicy",
  members: ["PolicyArn", "EntityFilter", "PathPrefix", "PolicyUsageFilter", ...PAGE_MEMBERS],
  on: policyTarget,
  run(input, call) {
    const arn = arnOf("policy", policyFor(call, input.PolicyArn));
    const { attached, bounding } = attachmentsOf(call.world, call.account, arn);
    const asBoundary = input.PolicyUsageFilter === "PermissionsBoundary";
    const holders = filtered(asBoundary ? bounding : attached, input);
    const key = ({ kind, record }: Holder) => `${kind}/${keyOf(record.name)}`;
    const { items, more } = pageOf(holders, key, input);
    const named = (kind: Holder["kind"]) =>
      items.filter((each) => each.kind === kind).map(({ record }) => record);
    return {
      PolicyGroups: named("Group").map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: named("User").map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: named("Role").map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...more,
    };
  },
});
