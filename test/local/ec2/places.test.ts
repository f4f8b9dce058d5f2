import { describe, expect, it } from "vitest";
import { aRegion, at, defaultVpc } from "./a-region.ts";

describe("EC2 places and tags", () => {
  it("tells the 17 default Regions", async () => {
    const region = aRegion();

    const { Regions } = await region.call("DescribeRegions");

    expect(Regions).toHaveLength(17);
  });

  it("tells Regions that are not enabled when all are asked for", async () => {
    const region = aRegion();

    const { Regions } = await region.call("DescribeRegions", { AllRegions: true });

    expect(Regions).toHaveLength(34);
    expect(Regions).toContainEqual(
      expect.objectContaining({ RegionName: "af-south-1", OptInStatus: "not-opted-in" }),
    );
  });

  it("names zones after their Region", async () => {
    const region = aRegion();

    const { AvailabilityZones } = await region.call("DescribeAvailabilityZones");

    expect(AvailabilityZones).toMatchObject([
      { ZoneName: "eu-west-1a", ZoneId: "euw1-az1" },
      { ZoneName: "eu-west-1b" },
      { ZoneName: "eu-west-1c" },
    ]);
  });

  it("forgets the tags that are deleted", async () => {
    const region = aRegion();
    const Resources = [await defaultVpc(region)];
    const Tags = [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ];
    await region.call("CreateTags", { Resources, Tags });

    await region.call("DeleteTags", { Resources, Tags: [{ Key: "a" }, { Key: "b", Value: "x" }] });

    const described = await region.call("DescribeTags");
    expect(described["Tags"]).toMatchObject([{ Key: "b", ResourceType: "vpc" }]);
  });

  it.each([
    ["vpc-0", [{ Key: "a", Value: "1" }], "InvalidID"],
    ["dragon-1", [{ Key: "a", Value: "1" }], "InvalidID"],
  ])("tags nothing that does not exist, such as %s", async (id, Tags, error) => {
    const region = aRegion();

    const tagged = region.call("CreateTags", { Resources: [id], Tags });

    await expect(tagged).rejects.toMatchObject({ name: error });
  });

  it("refuses a reserved tag key", async () => {
    const region = aRegion();
    const Resources = [await defaultVpc(region)];

    const tagged = region.call("CreateTags", { Resources, Tags: [{ Key: "aws:x", Value: "" }] });

    await expect(tagged).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });

  it("makes key pairs that can be deleted twice", async () => {
    const region = aRegion();
    const made = await region.call("CreateKeyPair", { KeyName: "mine" });

    await region.call("DeleteKeyPair", { KeyName: "mine" });
    const again = await region.call("DeleteKeyPair", { KeyName: "mine" });

    expect(at(made, "KeyMaterial")).toContain("PRIVATE KEY");
    expect(again).toEqual({ Return: true });
  });

  it("lists nothing of kinds that cannot be made here", async () => {
    const region = aRegion();

    const gateways = await region.call("DescribeNatGateways");

    expect(gateways).toEqual({ NatGateways: [] });
  });

  it("refuses purchases by name", async () => {
    const region = aRegion();

    const bought = region.call("PurchaseReservedInstancesOffering");

    await expect(bought).rejects.toMatchObject({ name: "NotEmulated" });
  });
});
