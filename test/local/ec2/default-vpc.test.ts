import { describe, expect, it } from "vitest";
import { aRegion, at, defaultVpc, type Region } from "./a-region.ts";

/** Deletes a default VPC in the order that AWS demands. */
async function deleteDefaultVpc(region: Region): Promise<void> {
  const VpcId = await defaultVpc(region);
  const gateways = await region.call("DescribeInternetGateways");
  const InternetGatewayId = at(gateways, "InternetGateways", 0, "InternetGatewayId");
  await region.call("DetachInternetGateway", { InternetGatewayId, VpcId });
  await region.call("DeleteInternetGateway", { InternetGatewayId });
  const { Subnets } = await region.call("DescribeSubnets");
  for (const { SubnetId } of Subnets as { SubnetId: string }[]) {
    await region.call("DeleteSubnet", { SubnetId });
  }
  await region.call("DeleteVpc", { VpcId });
}

describe("The default VPC", () => {
  it("is there with its parts when a Region is first looked at", async () => {
    const region = aRegion();

    const vpcs = await region.call("DescribeVpcs");
    const { Subnets } = await region.call("DescribeSubnets");
    const { InternetGateways } = await region.call("DescribeInternetGateways");

    const VpcId = at(vpcs, "Vpcs", 0, "VpcId");
    expect(vpcs["Vpcs"]).toMatchObject([{ IsDefault: true, CidrBlock: "172.31.0.0/16" }]);
    expect(Subnets).toMatchObject([
      { CidrBlock: "172.31.0.0/20", AvailabilityZone: "eu-west-1a", AvailableIpAddressCount: 4091 },
      { CidrBlock: "172.31.16.0/20", AvailabilityZone: "eu-west-1b", DefaultForAz: true },
      { CidrBlock: "172.31.32.0/20", AvailabilityZone: "eu-west-1c", MapPublicIpOnLaunch: true },
    ]);
    expect(InternetGateways).toMatchObject([{ Attachments: [{ VpcId, State: "available" }] }]);
  });

  it("has a main route table, a default group and a default network ACL", async () => {
    const region = aRegion();

    const { RouteTables } = await region.call("DescribeRouteTables");
    const { SecurityGroups } = await region.call("DescribeSecurityGroups");
    const { NetworkAcls } = await region.call("DescribeNetworkAcls");

    expect(RouteTables).toMatchObject([{ Associations: [{ Main: true }] }]);
    expect(SecurityGroups).toMatchObject([{ GroupName: "default" }]);
    expect(NetworkAcls).toMatchObject([{ IsDefault: true, Associations: [{}, {}, {}] }]);
  });

  it("is another one in every account and Region", async () => {
    const region = aRegion();

    const here = await defaultVpc(region);
    const there = await region.call("DescribeVpcs", {}, { region: "us-east-1" });
    const other = await region.call("DescribeVpcs", {}, { account: "222222222222" });

    const ids = [here, at(there, "Vpcs", 0, "VpcId"), at(other, "Vpcs", 0, "VpcId")];
    expect(new Set(ids).size).toBe(3);
  });

  it("is not deleted while it has subnets", async () => {
    const region = aRegion();
    const VpcId = await defaultVpc(region);

    const deleted = region.call("DeleteVpc", { VpcId });

    await expect(deleted).rejects.toMatchObject({
      name: "DependencyViolation",
      message: `The vpc '${VpcId}' has dependencies and cannot be deleted.`,
    });
  });

  it("stays deleted, with nothing left but DHCP options", async () => {
    const region = aRegion();

    await deleteDefaultVpc(region);

    const left = await Promise.all(
      ["Vpcs", "Subnets", "SecurityGroups", "RouteTables", "NetworkAcls", "InternetGateways"].map(
        async (kind) => (await region.call(`Describe${kind}`))[kind],
      ),
    );
    expect(left.flat()).toEqual([]);
  });

  it("can be created again once it is deleted", async () => {
    const region = aRegion();
    await deleteDefaultVpc(region);

    const created = await region.call("CreateDefaultVpc");

    expect(created["Vpc"]).toMatchObject({ IsDefault: true });
  });

  it("is not created twice", async () => {
    const region = aRegion();

    const created = region.call("CreateDefaultVpc");

    await expect(created).rejects.toMatchObject({ name: "DefaultVpcAlreadyExists" });
  });

  it("is out of reach in a Region that is not enabled", async () => {
    const region = aRegion();

    const described = region.call("DescribeVpcs", {}, { region: "af-south-1" });

    await expect(described).rejects.toMatchObject({ name: "AuthFailure", status: 401 });
  });
});
