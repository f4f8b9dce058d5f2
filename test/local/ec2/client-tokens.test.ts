import { describe, expect, it } from "vitest";
import { aRegion, at } from "./a-region.ts";

const VOLUME = { AvailabilityZone: "eu-west-1a", Size: 8 };

describe("EC2 client tokens", () => {
  it("make a volume once, however often the same is asked for", async () => {
    const region = aRegion();

    const first = await region.call("CreateVolume", { ...VOLUME, ClientToken: "one" });
    const again = await region.call("CreateVolume", { ...VOLUME, ClientToken: "one" });
    const other = await region.call("CreateVolume", { ...VOLUME, ClientToken: "two" });

    expect(again).toEqual(first);
    expect(at(other, "VolumeId")).not.toBe(at(first, "VolumeId"));
  });

  it("refuse a request that is not the one they were used for", async () => {
    const region = aRegion();
    await region.call("CreateVolume", { ...VOLUME, ClientToken: "one" });

    const larger = region.call("CreateVolume", { ...VOLUME, Size: 9, ClientToken: "one" });

    await expect(larger).rejects.toMatchObject({ name: "IdempotentParameterMismatch" });
  });

  it.each([
    ["CreateRouteTable", "RouteTable", "RouteTableId"],
    ["CreateNetworkAcl", "NetworkAcl", "NetworkAclId"],
  ])("are understood by %s", async (operation, resource, id) => {
    const region = aRegion();
    const VpcId = at(await region.call("DescribeVpcs"), "Vpcs", 0, "VpcId");

    const first = await region.call(operation, { VpcId, ClientToken: "one" });
    const again = await region.call(operation, { VpcId, ClientToken: "one" });

    expect(at(again, resource, id)).toBe(at(first, resource, id));
  });

  it("keep the tokens of different operations apart", async () => {
    const region = aRegion();
    const VpcId = at(await region.call("DescribeVpcs"), "Vpcs", 0, "VpcId");
    await region.call("CreateVolume", { ...VOLUME, ClientToken: "one" });

    const table = await region.call("CreateRouteTable", { VpcId, ClientToken: "one" });

    expect(at(table, "RouteTable", "RouteTableId")).toMatch(/^rtb-/);
  });
});
