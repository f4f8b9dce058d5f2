import type {
  CreateSecurityGroupCommandInput,
  CreateSecurityGroupCommandOutput,
  DeleteSecurityGroupCommandInput,
  DeleteSecurityGroupCommandOutput,
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  SecurityGroup,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Call } from "../../kernel/service.ts";
import { dependencyViolation, invalidValue, required } from "./errors.ts";
import { permissionsOf } from "./ip-permissions.ts";
import { find, forget, recordsOf, select } from "./kind.ts";
import { NETWORK_INTERFACE, SECURITY_GROUP, VPC } from "./kinds.ts";
import type { SecurityGroupRecord } from "./network-records.ts";
import { type Answer, arnOf, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { addRule, forgetRulesOf, groupsThatName, rulesOf } from "./security-group-rule-records.ts";
import { newId, type Site } from "./site.ts";
import { addTags, specifiedTags, tagsFor } from "./tag-records.ts";

interface Named {
  readonly GroupId?: string | undefined;
  readonly GroupName?: string | undefined;
}

function defaultVpcId(site: Site): string {
  const vpc = [...recordsOf(site, VPC).values()].find(({ isDefault }) => isDefault);
  if (!vpc) throw new AwsError("VPCIdNotSpecified", "No default VPC for this user");
  return vpc.id;
}

/** The group with that id, or with that name in the default VPC. */
export function groupFor(site: Site, { GroupId, GroupName }: Named): SecurityGroupRecord {
  if (GroupId !== undefined) return find(site, SECURITY_GROUP, GroupId);
  const name = required(GroupName, "groupId");
  const vpcId = defaultVpcId(site);
  const groups = [...recordsOf(site, SECURITY_GROUP).values()];
  const found = groups.find((group) => group.name === name && group.vpcId === vpcId);
  if (found) return found;
  const message = `The security group '${name}' does not exist in default VPC '${vpcId}'`;
  throw new AwsError("InvalidGroup.NotFound", message);
}

function groupAnswer(call: Call, group: SecurityGroupRecord): SecurityGroup {
  const rules = rulesOf(call, group.id);
  const directed = (egress: boolean) => rules.filter((rule) => rule.egress === egress);
  return {
    GroupId: group.id,
    SecurityGroupArn: arnOf(call, { type: "security-group", id: group.id }),
    GroupName: group.name,
    Description: group.description,
    OwnerId: group.owner,
    VpcId: group.vpcId,
    IpPermissions: permissionsOf(call, directed(false)),
    IpPermissionsEgress: permissionsOf(call, directed(true)),
    Tags: tagsFor(call, group.id),
  };
}

function checkName(site: Site, name: string, vpcId: string): void {
  if (name.startsWith("sg-")) {
    const message = `Invalid value '${name}' for groupName. Group names may not be in the format sg-*.`;
    throw invalidValue(message);
  }
  const taken = [...recordsOf(site, SECURITY_GROUP).values()].some(
    (group) => group.vpcId === vpcId && group.name === name,
  );
  if (name !== "default" && !taken) return;
  const message = `The security group '${name}' already exists for VPC '${vpcId}'`;
  throw new AwsError("InvalidGroup.Duplicate", message);
}

const createGroup = ec2Operation<
  CreateSecurityGroupCommandInput,
  Answer<CreateSecurityGroupCommandOutput>
>({
  name: "CreateSecurityGroup",
  members: ["GroupName", "Description", "VpcId", "TagSpecifications"],
  touches: ({ VpcId }) => [
    { type: "security-group" },
    ...(VpcId === undefined ? [] : [{ type: "vpc", id: VpcId }]),
  ],
  run(input, call) {
    const vpcId = input.VpcId === undefined ? defaultVpcId(call) : find(call, VPC, input.VpcId).id;
    const name = required(input.GroupName, "groupName");
    const description = required(input.Description, "groupDescription");
    checkName(call, name, vpcId);
    const id = newId(call.world, "sg");
    const group = { id, owner: call.account, name, description, vpcId };
    recordsOf(call, SECURITY_GROUP).set(id, group);
    addRule(call, { groupId: id, egress: true, protocol: "-1", cidr: "0.0.0.0/0" });
    const type = "security-group";
    addTags(call, { id, type }, specifiedTags(input.TagSpecifications, type));
    const SecurityGroupArn = arnOf(call, { type, id });
    return { GroupId: id, SecurityGroupArn, Tags: tagsFor(call, id) };
  },
});

const describeGroups = ec2Operation<
  DescribeSecurityGroupsCommandInput,
  Answer<DescribeSecurityGroupsCommandOutput>
>({
  name: "DescribeSecurityGroups",
  members: ["GroupIds", "GroupNames", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const named = input.GroupNames?.map((GroupName) => groupFor(call, { GroupName }).id);
    const ids = named ? [...named, ...(input.GroupIds ?? [])] : input.GroupIds;
    const { items, next } = pageOf(
      select(call, SECURITY_GROUP, { ids, filters: input.Filters }),
      input,
    );
    return { SecurityGroups: items.map((group) => groupAnswer(call, group)), ...next };
  },
});

/**
 * Errors: CannotDelete for the default group, DependencyViolation while an interface wears the group or
 * another group's rule names it.
 */
const deleteGroup = ec2Operation<
  DeleteSecurityGroupCommandInput,
  Answer<DeleteSecurityGroupCommandOutput>
>({
  name: "DeleteSecurityGroup",
  members: ["GroupId", "GroupName"],
  touches: ({ GroupId }) => [{ type: "security-group", id: GroupId }],
  run(input, call) {
    const { id, name } = groupFor(call, input);
    if (name === "default") {
      const message = `the specified group: "${id}" name: "default" cannot be deleted by a user`;
      throw new AwsError("CannotDelete", message);
    }
    const interfaces = [...recordsOf(call, NETWORK_INTERFACE).values()];
    const worn = interfaces.some(({ groupIds }) => groupIds.includes(id));
    if (worn || groupsThatName(call, id).length > 0) {
      throw dependencyViolation(`resource ${id} has a dependent object`);
    }
    forgetRulesOf(call, id);
    forget(call, SECURITY_GROUP, id);
    return { Return: true, GroupId: id };
  },
});

export const securityGroupOperations = {
  CreateSecurityGroup: createGroup,
  DescribeSecurityGroups: describeGroups,
  DeleteSecurityGroup: deleteGroup,
};
