import { describe, expect, it } from "vitest";
import { aRegion, at } from "./a-region.ts";

const ZONE = { AvailabilityZone: "eu-west-1a" };

describe("EC2 volumes, snapshots and images", () => {
  it("deletes no volume that is attached", async () => {
    const region = aRegion();
    const InstanceId = await region.launch();
    region.passSeconds(20);
    const { VolumeId } = await region.call("CreateVolume", { ...ZONE, Size: 10 });
    await region.call("AttachVolume", { VolumeId, InstanceId, Device: "/dev/sdf" });

    const early = region.call("DeleteVolume", { VolumeId });

    await expect(early).rejects.toMatchObject({ name: "VolumeInUse" });
    await region.call("DetachVolume", { VolumeId });
    await expect(region.call("DeleteVolume", { VolumeId })).resolves.toEqual({});
  });

  it("attaches no volume of another zone", async () => {
    const region = aRegion();
    const InstanceId = await region.launch();
    const asked = { AvailabilityZone: "eu-west-1b", Size: 10 };
    const { VolumeId } = await region.call("CreateVolume", asked);

    const attached = region.call("AttachVolume", { VolumeId, InstanceId, Device: "/dev/sdf" });

    await expect(attached).rejects.toMatchObject({ name: "InvalidVolume.ZoneMismatch" });
  });

  it("encrypts new volumes where that is the default", async () => {
    const region = aRegion();
    await region.call("EnableEbsEncryptionByDefault");

    const encrypted = await region.call("CreateVolume", { ...ZONE, Size: 1 });
    await region.call("DisableEbsEncryptionByDefault");
    const plain = await region.call("CreateVolume", { ...ZONE, Size: 1 });

    expect([encrypted["Encrypted"], plain["Encrypted"]]).toEqual([true, false]);
  });

  it.each([
    ["no size", { ...ZONE }, "MissingParameter"],
    ["no room", { ...ZONE, Size: 0 }, "InvalidParameterValue"],
    ["a zone of another Region", { AvailabilityZone: "us-east-1a" }, "InvalidParameterValue"],
    ["a missing snapshot", { ...ZONE, SnapshotId: "snap-0" }, "InvalidSnapshot.NotFound"],
  ])("creates no volume with %s", async (_what, asked, error) => {
    const region = aRegion();

    const created = region.call("CreateVolume", asked);

    await expect(created).rejects.toMatchObject({ name: error });
  });

  it("deletes no snapshot that an image needs", async () => {
    const region = aRegion();
    const InstanceId = await region.launch();
    const { ImageId } = await region.call("CreateImage", { InstanceId, Name: "mine" });
    const snapshots = await region.call("DescribeSnapshots", { OwnerIds: ["self"] });
    const SnapshotId = at(snapshots, "Snapshots", 0, "SnapshotId");

    const early = region.call("DeleteSnapshot", { SnapshotId });

    await expect(early).rejects.toMatchObject({ name: "InvalidSnapshot.InUse" });
    await region.call("DeregisterImage", { ImageId });
    await expect(region.call("DeleteSnapshot", { SnapshotId })).resolves.toEqual({});
  });

  it("lists one's own images apart from the public one", async () => {
    const region = aRegion();
    const InstanceId = await region.launch();
    const { ImageId } = await region.call("CreateImage", { InstanceId, Name: "mine" });

    const own = await region.call("DescribeImages", { Owners: ["self"] });

    expect(own["Images"]).toMatchObject([{ ImageId, Name: "mine", Public: false }]);
  });

  it("deregisters no image of Amazon", async () => {
    const region = aRegion();
    const images = await region.call("DescribeImages", { Owners: ["amazon"] });

    const gone = region.call("DeregisterImage", { ImageId: at(images, "Images", 0, "ImageId") });

    await expect(gone).rejects.toMatchObject({ name: "AuthFailure" });
  });
});
