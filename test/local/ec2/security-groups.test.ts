import { describe, expect, it } from "vitest";
import { aRegion, at, type Region } from "./a-region.ts";

async function aGroup(region: Region, GroupName: string): Promise<string> {
  const created = await region.call("CreateSecurityGroup", { GroupName, Description: "test" });
  return at(created, "GroupId");
}

const HTTPS = {
  IpProtocol: "tcp",
  FromPort: 443,
  ToPort: 443,
  IpRanges: [{ CidrIp: "10.0.0.0/8" }, { CidrIp: "192.168.0.0/16" }],
};

describe("EC2 security groups", () => {
  it("tells rules for the same ports together", async () => {
    const region = aRegion();
    const GroupId = await aGroup(region, "web");

    await region.call("AuthorizeSecurityGroupIngress", { GroupId, IpPermissions: [HTTPS] });

    const { SecurityGroups } = await region.call("DescribeSecurityGroups", { GroupIds: [GroupId] });
    expect(SecurityGroups).toMatchObject([{ IpPermissions: [HTTPS] }]);
  });

  it("refuses the same rule twice", async () => {
    const region = aRegion();
    const asked = { GroupId: await aGroup(region, "web"), IpPermissions: [HTTPS] };
    await region.call("AuthorizeSecurityGroupIngress", asked);

    const again = region.call("AuthorizeSecurityGroupIngress", asked);

    await expect(again).rejects.toMatchObject({ name: "InvalidPermission.Duplicate" });
  });

  it("refuses to revoke a rule that is not there", async () => {
    const region = aRegion();
    const GroupId = await aGroup(region, "web");

    const revoked = region.call("RevokeSecurityGroupIngress", { GroupId, IpPermissions: [HTTPS] });

    await expect(revoked).rejects.toMatchObject({ name: "InvalidPermission.NotFound" });
  });

  it("revokes rules by their ids, as a nuke does with default groups", async () => {
    const region = aRegion();
    const named = [{ Name: "group-name", Values: ["default"] }];
    const groups = await region.call("DescribeSecurityGroups", { Filters: named });
    const GroupId = at(groups, "SecurityGroups", 0, "GroupId");
    const Filters = [{ Name: "group-id", Values: [GroupId] }];
    const rules = await region.call("DescribeSecurityGroupRules", { Filters });

    const [ingress, egress] = rules["SecurityGroupRules"] as { SecurityGroupRuleId: string }[];
    const revoke = async (direction: string, rule = ingress) =>
      await region.call(`RevokeSecurityGroup${direction}`, {
        GroupId,
        SecurityGroupRuleIds: [rule?.SecurityGroupRuleId],
      });
    await revoke("Ingress");
    await revoke("Egress", egress);

    const left = await region.call("DescribeSecurityGroupRules", { Filters });
    expect(left["SecurityGroupRules"]).toEqual([]);
  });

  it("deletes no default group", async () => {
    const region = aRegion();
    const described = await region.call("DescribeSecurityGroups");
    const GroupId = at(described, "SecurityGroups", 0, "GroupId");

    const deleted = region.call("DeleteSecurityGroup", { GroupId });

    await expect(deleted).rejects.toMatchObject({ name: "CannotDelete" });
  });

  it("deletes no group that another group's rule names", async () => {
    const region = aRegion();
    const [web, db] = [await aGroup(region, "web"), await aGroup(region, "db")];
    const IpPermissions = [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: web }] }];
    await region.call("AuthorizeSecurityGroupIngress", { GroupId: db, IpPermissions });

    const early = region.call("DeleteSecurityGroup", { GroupId: web });

    await expect(early).rejects.toMatchObject({ name: "DependencyViolation" });
    await region.call("DeleteSecurityGroup", { GroupId: db });
    const late = region.call("DeleteSecurityGroup", { GroupId: web });
    await expect(late).resolves.toMatchObject({ GroupId: web });
  });

  it("deletes no group that an instance wears", async () => {
    const region = aRegion();
    const GroupId = await aGroup(region, "web");
    await region.launch({ SecurityGroupIds: [GroupId] });

    const deleted = region.call("DeleteSecurityGroup", { GroupId });

    await expect(deleted).rejects.toMatchObject({ name: "DependencyViolation" });
  });

  it("refuses a second group of the same name", async () => {
    const region = aRegion();
    await aGroup(region, "web");

    const second = aGroup(region, "web");

    await expect(second).rejects.toMatchObject({ name: "InvalidGroup.Duplicate" });
  });
});
