import {
  DeleteKeyPairCommand,
  DeleteSnapshotCommand,
  DeleteVolumeCommand,
  DeregisterImageCommand,
  DescribeAddressesCommand,
  DescribeImagesCommand,
  DescribeKeyPairsCommand,
  type EC2Client,
  ModifyInstanceAttributeCommand,
  paginateDescribeInstances,
  paginateDescribeSnapshots,
  paginateDescribeVolumes,
  ReleaseAddressCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { type Kind, moment, pages, type Site, tagProperties } from "../resource.ts";

const isProtected = (error: unknown, attribute: string) =>
  error instanceof Error &&
  error.name === "OperationNotPermitted" &&
  error.message.includes(attribute);

const PROTECTIONS = [
  {
    attribute: "disableApiTermination",
    member: "DisableApiTermination",
    by: "DisableDeletionProtection",
  },
  { attribute: "disableApiStop", member: "DisableApiStop", by: "DisableStopProtection" },
] as const;

/** Lifts a protection that refuses the termination, if the configuration lets it, and tries again. */
async function terminate(ec2: EC2Client, id: string, setting: Site["setting"]): Promise<void> {
  try {
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
  } catch (error) {
    const found = PROTECTIONS.find(({ attribute }) => isProtected(error, attribute));
    if (found === undefined || !setting("EC2Instance", found.by)) throw error;
    const lifted = { InstanceId: id, [found.member]: { Value: false } };
    await ec2.send(new ModifyInstanceAttributeCommand(lifted));
    await terminate(ec2, id, setting);
  }
}

const instance: Kind = {
  type: "EC2Instance",
  list: async ({ clients: { ec2 }, setting }) => {
    const listing = paginateDescribeInstances({ client: ec2 }, {});
    const reservations = await pages(listing, ({ Reservations }) => Reservations);
    const instances = reservations.flatMap(({ Instances = [] }) => Instances);
    return instances.map(({ InstanceId = "", ...found }) => ({
      name: InstanceId,
      properties: {
        ...{ Identifier: InstanceId, ImageIdentifier: found.ImageId },
        ...{ InstanceState: found.State?.Name, InstanceType: found.InstanceType },
        ...{ LaunchTime: moment(found.LaunchTime), ...tagProperties(found.Tags) },
      },
      cannot: found.State?.Name === "terminated" ? "already terminated" : undefined,
      remove: () => terminate(ec2, InstanceId, setting),
    }));
  },
};

const volume: Kind = {
  type: "EC2Volume",
  list: async ({ clients: { ec2 } }) => {
    const listing = paginateDescribeVolumes({ client: ec2 }, {});
    const volumes = await pages(listing, ({ Volumes }) => Volumes);
    return volumes.map(({ VolumeId, State, VolumeType, Size, Tags }) => ({
      name: VolumeId ?? "",
      properties: {
        ...{ VolumeID: VolumeId, VolumeType, State, Size: String(Size) },
        ...tagProperties(Tags),
      },
      remove: () => ec2.send(new DeleteVolumeCommand({ VolumeId })),
    }));
  },
};

const snapshot: Kind = {
  type: "EC2Snapshot",
  list: async ({ clients: { ec2 } }) => {
    const listing = paginateDescribeSnapshots({ client: ec2 }, { OwnerIds: ["self"] });
    const snapshots = await pages(listing, ({ Snapshots }) => Snapshots);
    return snapshots.map(({ SnapshotId, Description, VolumeId, State, Tags }) => ({
      name: SnapshotId ?? "",
      properties: {
        ...{ SnapshotID: SnapshotId, Description, VolumeID: VolumeId, State },
        ...tagProperties(Tags),
      },
      remove: () => ec2.send(new DeleteSnapshotCommand({ SnapshotId })),
    }));
  },
};

const image: Kind = {
  type: "EC2Image",
  list: async ({ clients: { ec2 } }) => {
    const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ["self"] }));
    return Images.map(({ ImageId, Name, State, CreationDate, Tags }) => ({
      name: ImageId ?? "",
      properties: { Name, State, CreationDate, ...tagProperties(Tags) },
      cannot: State === "pending" ? "ineligible state for removal" : undefined,
      remove: () => ec2.send(new DeregisterImageCommand({ ImageId })),
    }));
  },
};

const address: Kind = {
  type: "EC2Address",
  list: async ({ clients: { ec2 } }) => {
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand());
    return Addresses.map(({ AllocationId, PublicIp, Tags }) => ({
      name: PublicIp ?? "",
      properties: { AllocationID: AllocationId, PublicIP: PublicIp, ...tagProperties(Tags) },
      remove: () => ec2.send(new ReleaseAddressCommand({ AllocationId })),
    }));
  },
};

const keyPair: Kind = {
  type: "EC2KeyPair",
  list: async ({ clients: { ec2 } }) => {
    const { KeyPairs = [] } = await ec2.send(new DescribeKeyPairsCommand());
    return KeyPairs.map(({ KeyName, KeyType, CreateTime, Tags }) => ({
      name: KeyName ?? "",
      properties: {
        ...{ Name: KeyName, KeyType, CreateTime: moment(CreateTime) },
        ...tagProperties(Tags),
      },
      remove: () => ec2.send(new DeleteKeyPairCommand({ KeyName })),
    }));
  },
};

/** Instances first: they hold volumes and addresses. Images hold snapshots. */
export const instanceKinds: readonly Kind[] = [instance, address, volume, image, snapshot, keyPair];
