import { describe, expect, it } from "vitest";
import { aRegion, at } from "./a-region.ts";

describe("EC2 instances", () => {
  it("run after a while, and end after a while", async () => {
    const region = aRegion();
    const id = await region.launch();
    const states = [await region.stateOf(id)];

    region.passSeconds(20);
    states.push(await region.stateOf(id));
    await region.call("TerminateInstances", { InstanceIds: [id] });
    states.push(await region.stateOf(id));
    region.passSeconds(40);
    states.push(await region.stateOf(id));

    expect(states).toEqual(["pending", "running", "shutting-down", "terminated"]);
  });

  it("vanish an hour after their end", async () => {
    const region = aRegion();
    const id = await region.launch();
    await region.call("TerminateInstances", { InstanceIds: [id] });

    region.passSeconds(2 * 60 * 60);

    const stateOf = region.stateOf(id);
    await expect(stateOf).rejects.toMatchObject({ name: "InvalidInstanceID.NotFound" });
  });

  it("take their volumes and interfaces along when they end", async () => {
    const region = aRegion();
    const id = await region.launch();
    const before = await region.call("DescribeVolumes");

    await region.call("TerminateInstances", { InstanceIds: [id] });
    region.passSeconds(40);

    expect(before["Volumes"]).toMatchObject([{ State: "in-use", Size: 8 }]);
    const { Volumes } = await region.call("DescribeVolumes");
    const { NetworkInterfaces } = await region.call("DescribeNetworkInterfaces");
    expect([Volumes, NetworkInterfaces]).toEqual([[], []]);
  });

  it("leave behind a volume that is to survive them", async () => {
    const region = aRegion();
    const Ebs = { VolumeSize: 20, DeleteOnTermination: false };
    const id = await region.launch({ BlockDeviceMappings: [{ DeviceName: "/dev/sdf", Ebs }] });

    await region.call("TerminateInstances", { InstanceIds: [id] });
    region.passSeconds(40);

    const { Volumes } = await region.call("DescribeVolumes");
    expect(Volumes).toMatchObject([{ State: "available", Size: 20 }]);
  });

  it("are not terminated while they are protected", async () => {
    const region = aRegion();
    const id = await region.launch({ DisableApiTermination: true });

    const early = region.call("TerminateInstances", { InstanceIds: [id] });

    await expect(early).rejects.toMatchObject({
      name: "OperationNotPermitted",
      message: `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    });
    const unprotect = { InstanceId: id, DisableApiTermination: { Value: false } };
    await region.call("ModifyInstanceAttribute", unprotect);
    const late = await region.call("TerminateInstances", { InstanceIds: [id] });
    expect(late["TerminatingInstances"]).toMatchObject([
      { CurrentState: { Name: "shutting-down", Code: 32 } },
    ]);
  });

  it("are launched once for each client token", async () => {
    const region = aRegion();

    const first = await region.launch({ ClientToken: "once" });
    const second = await region.launch({ ClientToken: "once" });

    expect(second).toBe(first);
  });

  it("are refused for a client token of another launch", async () => {
    const region = aRegion();
    const InstanceId = await region.launch({ ClientToken: "once" });
    const { ImageId } = await region.call("CreateImage", { InstanceId, Name: "mine" });

    const again = region.launch({ ClientToken: "once", ImageId });

    await expect(again).rejects.toMatchObject({ name: "IdempotentParameterMismatch" });
  });

  it.each([
    ["a malformed image id", { ImageId: "ami-1" }, "InvalidAMIID.Malformed"],
    ["a missing image", { ImageId: "ami-00000000" }, "InvalidAMIID.NotFound"],
    ["a missing subnet", { SubnetId: "subnet-0" }, "InvalidSubnetID.NotFound"],
    ["a missing key pair", { KeyName: "mine" }, "InvalidKeyPair.NotFound"],
    ["a missing group", { SecurityGroupIds: ["sg-0"] }, "InvalidGroup.NotFound"],
    ["an odd instance type", { InstanceType: "large" }, "InvalidParameterValue"],
    ["no instance at all", { MinCount: 0 }, "InvalidParameterValue"],
    ["an instance profile", { IamInstanceProfile: { Name: "x" } }, "NotEmulated"],
  ])("are refused with %s", async (_what, asked, error) => {
    const region = aRegion();

    const launched = region.launch(asked);

    await expect(launched).rejects.toMatchObject({ name: error });
  });

  it("stop and start again", async () => {
    const region = aRegion();
    const InstanceIds = [await region.launch()];
    region.passSeconds(20);

    await region.call("StopInstances", { InstanceIds });
    region.passSeconds(40);
    const stopped = await region.stateOf(InstanceIds[0] ?? "");
    await region.call("StartInstances", { InstanceIds });
    region.passSeconds(20);

    expect([stopped, await region.stateOf(InstanceIds[0] ?? "")]).toEqual(["stopped", "running"]);
  });

  it("are found by the state and the tags that a filter asks for", async () => {
    const region = aRegion();
    const Tags = [{ Key: "team", Value: "blue-1" }];
    const id = await region.launch({ TagSpecifications: [{ ResourceType: "instance", Tags }] });
    await region.launch();

    const Filters = [
      { Name: "instance-state-name", Values: ["pending", "running"] },
      { Name: "tag:team", Values: ["blue-?", "red*"] },
    ];
    const found = await region.call("DescribeInstances", { Filters });

    expect(found["Reservations"]).toHaveLength(1);
    expect(at(found, "Reservations", 0, "Instances", 0, "InstanceId")).toBe(id);
  });

  it("refuse a filter that is not known", async () => {
    const region = aRegion();

    const found = region.call("DescribeInstances", { Filters: [{ Name: "mood", Values: ["x"] }] });

    await expect(found).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });

  it("are listed page by page", async () => {
    const region = aRegion();
    await region.launch({ MinCount: 3, MaxCount: 3 });

    const first = await region.call("DescribeInstances", { MaxResults: 2 });
    const { NextToken } = first;
    const second = await region.call("DescribeInstances", { MaxResults: 2, NextToken });

    expect(at(first, "Reservations", 0, "Instances")).toHaveLength(2);
    expect(at(second, "Reservations", 0, "Instances")).toHaveLength(1);
    expect(second).not.toHaveProperty("NextToken");
  });
});
