import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AttachVolumeCommand,
  CreateImageCommand,
  CreateKeyPairCommand,
  CreateNetworkInterfaceCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeImagesCommand,
  DescribeSubnetsCommand,
  EC2Client,
  ModifyInstanceAttributeCommand,
  RunInstancesCommand,
  StopInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { Client } from "../../../../local/demo/mess.ts";
import type { Pass } from "../pass.ts";

/** What instances take to start or to stop, at most. */
const CHANGE_MS = 60_000;

export async function imageIn(ec2: EC2Client): Promise<string> {
  const { Images } = await ec2.send(new DescribeImagesCommand({ Owners: ["amazon"] }));
  return Images?.[0]?.ImageId ?? "";
}

const protect = (ec2: EC2Client, InstanceId: string) =>
  Promise.all([
    ec2.send(
      new ModifyInstanceAttributeCommand({ InstanceId, DisableApiTermination: { Value: true } }),
    ),
    ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, DisableApiStop: { Value: true } })),
  ]);

/** Volumes: one on the instance that outlives it, one on nothing, with a snapshot. */
async function leaveVolumes(ec2: EC2Client, InstanceId: string, zone: string): Promise<void> {
  const size = { AvailabilityZone: zone, Size: 8, VolumeType: "gp3" } as const;
  const { VolumeId } = await ec2.send(new CreateVolumeCommand(size));
  const { VolumeId: loose } = await ec2.send(new CreateVolumeCommand(size));
  await ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device: "/dev/sdf" }));
  await ec2.send(new CreateSnapshotCommand({ VolumeId: loose, Description: "before the import" }));
}

/** Addresses: one on the instance, one on nothing. */
async function leaveAddresses(ec2: EC2Client, InstanceId: string): Promise<void> {
  const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: "vpc" }));
  await ec2.send(new AssociateAddressCommand({ AllocationId, InstanceId }));
  await ec2.send(new AllocateAddressCommand({ Domain: "vpc" }));
}

async function leaveInterface(ec2: EC2Client): Promise<void> {
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand());
  const SubnetId = Subnets?.[0]?.SubnetId;
  await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, Description: "to be attached" }));
}

/** Two instances in the default network of a Region, with what people hang on them. */
export async function leaveInstances(client: Client, pass: Pass): Promise<void> {
  const ec2 = new EC2Client(client);
  const ImageId = await imageIn(ec2);
  const KeyName = "importer";
  await ec2.send(new CreateKeyPairCommand({ KeyName }));
  const kind = { ImageId, KeyName, InstanceType: "t3.micro", MinCount: 2, MaxCount: 2 } as const;
  const { Instances = [] } = await ec2.send(new RunInstancesCommand(kind));
  const ids = Instances.map(({ InstanceId = "" }) => InstanceId);
  await pass(CHANGE_MS);
  const [kept = "", stopped = ""] = ids;
  await leaveVolumes(ec2, kept, Instances[0]?.Placement?.AvailabilityZone ?? "");
  await leaveAddresses(ec2, kept);
  await leaveInterface(ec2);
  await ec2.send(new StopInstancesCommand({ InstanceIds: [stopped] }));
  await pass(CHANGE_MS);
  await ec2.send(new CreateImageCommand({ InstanceId: stopped, Name: "importer-2026-11" }));
  await protect(ec2, kept);
}
