import { describe, expect, it } from "vitest";
import { aRegion, at, defaultVpc, type Region } from "./a-region.ts";

async function aVpc(region: Region): Promise<string> {
  return at(await region.call("CreateVpc", { CidrBlock: "10.0.0.0/16" }), "Vpc", "VpcId");
}

async function aSubnet(region: Region, VpcId: string, CidrBlock = "10.0.1.0/24"): Promise<string> {
  return at(await region.call("CreateSubnet", { VpcId, CidrBlock }), "Subnet", "SubnetId");
}

describe("EC2 networks", () => {
  it.each([
    ["DeleteVpc", { VpcId: "vpc-0" }, "InvalidVpcID.NotFound"],
    ["DeleteSubnet", { SubnetId: "subnet-0" }, "InvalidSubnetID.NotFound"],
    ["DeleteRouteTable", { RouteTableId: "rtb-0" }, "InvalidRouteTableID.NotFound"],
    ["DeleteSecurityGroup", { GroupId: "sg-0" }, "InvalidGroup.NotFound"],
    ["DeleteNetworkAcl", { NetworkAclId: "acl-0" }, "InvalidNetworkAclID.NotFound"],
    ["ReleaseAddress", { AllocationId: "eipalloc-0" }, "InvalidAllocationID.NotFound"],
  ])("answers %s of something missing by its name", async (operation, input, error) => {
    const region = aRegion();

    const deleted = region.call(operation, input);

    await expect(deleted).rejects.toMatchObject({ name: error });
  });

  it("deletes an empty VPC with the parts that came with it", async () => {
    const region = aRegion();
    const VpcId = await aVpc(region);

    await region.call("DeleteVpc", { VpcId });

    const { SecurityGroups } = await region.call("DescribeSecurityGroups");
    expect(SecurityGroups).toHaveLength(1);
  });

  it("refuses a sixth VPC in a Region", async () => {
    const region = aRegion();
    for (let made = 1; made < 5; made += 1) await aVpc(region);

    const sixth = aVpc(region);

    await expect(sixth).rejects.toMatchObject({ name: "VpcLimitExceeded" });
  });

  it.each([
    ["10.0.1.128/25", "InvalidSubnet.Conflict"],
    ["10.9.0.0/24", "InvalidSubnet.Range"],
    ["10.0.2.0/29", "InvalidSubnet.Range"],
    ["ten", "InvalidParameterValue"],
  ])("refuses the subnet %s beside 10.0.1.0/24", async (CidrBlock, error) => {
    const region = aRegion();
    const VpcId = await aVpc(region);
    await aSubnet(region, VpcId);

    const created = aSubnet(region, VpcId, CidrBlock);

    await expect(created).rejects.toMatchObject({ name: error });
  });

  it("deletes no route table that a subnet uses", async () => {
    const region = aRegion();
    const VpcId = await aVpc(region);
    const SubnetId = await aSubnet(region, VpcId);
    const table = await region.call("CreateRouteTable", { VpcId });
    const RouteTableId = at(table, "RouteTable", "RouteTableId");
    const { AssociationId } = await region.call("AssociateRouteTable", { RouteTableId, SubnetId });

    const early = region.call("DeleteRouteTable", { RouteTableId });

    await expect(early).rejects.toMatchObject({ name: "DependencyViolation" });
    await region.call("DisassociateRouteTable", { AssociationId });
    await expect(region.call("DeleteRouteTable", { RouteTableId })).resolves.toEqual({});
  });

  it("keeps the local route and forgets others", async () => {
    const region = aRegion();
    const described = await region.call("DescribeRouteTables");
    const RouteTableId = at(described, "RouteTables", 0, "RouteTableId");

    await region.call("DeleteRoute", { RouteTableId, DestinationCidrBlock: "0.0.0.0/0" });
    const local = region.call("DeleteRoute", {
      RouteTableId,
      DestinationCidrBlock: "172.31.0.0/16",
    });

    await expect(local).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });

  it("deletes no internet gateway that is attached", async () => {
    const region = aRegion();
    const described = await region.call("DescribeInternetGateways");
    const InternetGatewayId = at(described, "InternetGateways", 0, "InternetGatewayId");

    const deleted = region.call("DeleteInternetGateway", { InternetGatewayId });

    await expect(deleted).rejects.toMatchObject({ name: "DependencyViolation" });
  });

  it("detaches no internet gateway while public addresses are mapped", async () => {
    const region = aRegion();
    await region.launch();
    const VpcId = await defaultVpc(region);
    const described = await region.call("DescribeInternetGateways");
    const InternetGatewayId = at(described, "InternetGateways", 0, "InternetGatewayId");

    const detached = region.call("DetachInternetGateway", { InternetGatewayId, VpcId });

    await expect(detached).rejects.toThrow("mapped public address(es)");
  });

  it("deletes neither the default network ACL nor the main route table", async () => {
    const region = aRegion();
    const acls = await region.call("DescribeNetworkAcls");
    const tables = await region.call("DescribeRouteTables");
    const NetworkAclId = at(acls, "NetworkAcls", 0, "NetworkAclId");
    const RouteTableId = at(tables, "RouteTables", 0, "RouteTableId");

    const acl = region.call("DeleteNetworkAcl", { NetworkAclId });
    const table = region.call("DeleteRouteTable", { RouteTableId });

    await expect(acl).rejects.toMatchObject({ name: "InvalidParameterValue" });
    await expect(table).rejects.toMatchObject({ name: "DependencyViolation" });
  });

  it("releases no address that is associated", async () => {
    const region = aRegion();
    const InstanceId = await region.launch();
    const { AllocationId } = await region.call("AllocateAddress", { Domain: "vpc" });
    const { AssociationId } = await region.call("AssociateAddress", { AllocationId, InstanceId });

    const early = region.call("ReleaseAddress", { AllocationId });

    await expect(early).rejects.toMatchObject({ name: "InvalidIPAddress.InUse" });
    await region.call("DisassociateAddress", { AssociationId });
    await expect(region.call("ReleaseAddress", { AllocationId })).resolves.toEqual({});
  });

  it("refuses parameters that are not emulated by name", async () => {
    const region = aRegion();

    const created = region.call("CreateVpc", { CidrBlock: "10.0.0.0/16", InstanceTenancy: "host" });

    await expect(created).rejects.toMatchObject({
      name: "NotEmulated",
      message: expect.stringContaining("InstanceTenancy"),
    });
  });

  it("changes nothing on a dry run", async () => {
    const region = aRegion();
    const VpcId = await aVpc(region);

    const deleted = region.call("DeleteVpc", { VpcId, DryRun: true });

    await expect(deleted).rejects.toMatchObject({ name: "DryRunOperation", status: 412 });
  });
});
