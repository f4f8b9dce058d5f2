import {
  DeleteSecurityGroupCommand,
  type EC2Client,
  paginateDescribeSecurityGroupRules,
  paginateDescribeSecurityGroups,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
} from "@aws-sdk/client-ec2";
import { type Kind, pages, tagProperties } from "../resource.ts";

const groupsOf = (ec2: EC2Client) =>
  pages(
    paginateDescribeSecurityGroups({ client: ec2 }, {}),
    ({ SecurityGroups }) => SecurityGroups,
  );

const isDefault = ({ GroupName }: SecurityGroup) => GroupName === "default";

/** Groups that name each other in their rules could not be deleted one by one. */
async function deleteGroup(ec2: EC2Client, group: SecurityGroup): Promise<void> {
  const { GroupId, IpPermissions = [], IpPermissionsEgress = [] } = group;
  if (IpPermissionsEgress.length > 0)
    await ec2
      .send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: IpPermissionsEgress }))
      .catch(() => undefined);
  if (IpPermissions.length > 0)
    await ec2
      .send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
      .catch(() => undefined);
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
}

const securityGroup: Kind = {
  type: "EC2SecurityGroup",
  list: async ({ clients: { ec2 } }) =>
    (await groupsOf(ec2)).map((group) => ({
      name: group.GroupId ?? "",
      properties: {
        ...{ ID: group.GroupId, Name: group.GroupName, OwnerID: group.OwnerId },
        ...tagProperties(group.Tags),
      },
      cannot: isDefault(group) ? "cannot delete group 'default'" : undefined,
      remove: () => deleteGroup(ec2, group),
    })),
};

const defaultGroupRule: Kind = {
  type: "EC2DefaultSecurityGroupRule",
  list: async ({ clients: { ec2 } }) => {
    const ids = (await groupsOf(ec2)).filter(isDefault).map(({ GroupId = "" }) => GroupId);
    if (ids.length === 0) return [];
    const Filters = [{ Name: "group-id", Values: ids }];
    const listing = paginateDescribeSecurityGroupRules({ client: ec2 }, { Filters });
    const rules = await pages(listing, ({ SecurityGroupRules }) => SecurityGroupRules);
    return rules.map(({ SecurityGroupRuleId = "", GroupId, IsEgress }) => {
      const rule = { GroupId, SecurityGroupRuleIds: [SecurityGroupRuleId] };
      return {
        name: SecurityGroupRuleId,
        properties: { SecurityGroupId: GroupId, DefaultVPC: "true" },
        remove: () =>
          IsEgress
            ? ec2.send(new RevokeSecurityGroupEgressCommand(rule))
            : ec2.send(new RevokeSecurityGroupIngressCommand(rule)),
      };
    });
  },
};

export const securityGroupKinds: readonly Kind[] = [defaultGroupRule, securityGroup];
