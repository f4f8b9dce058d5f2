import type {
  AttachVolumeCommandInput,
  AttachVolumeCommandOutput,
  CreateVolumeCommandInput,
  CreateVolumeCommandOutput,
  DeleteVolumeCommandInput,
  DescribeVolumesCommandInput,
  DescribeVolumesCommandOutput,
  DetachVolumeCommandInput,
  DetachVolumeCommandOutput,
  Volume,
  VolumeType,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Call } from "../../kernel/service.ts";
import { madeOnce } from "./client-token.ts";
import { required } from "./errors.ts";
import { INSTANCE } from "./instance-records.ts";
import { find, forget, recordsOf, select } from "./kind.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { newId, type Site } from "./site.ts";
import { addTags, specifiedTags, tagsFor } from "./tag-records.ts";
import {
  encryptsByDefault,
  SNAPSHOT,
  VOLUME,
  type VolumeAttachment,
  type VolumeRecord,
} from "./volume-records.ts";
import { zoneNamed } from "./zones.ts";

/** GiB of a general purpose volume (EBS User Guide, "Amazon EBS volume types"). */
const LARGEST_VOLUME = 16_384;

function attachmentAnswer(volumeId: string, attachment: VolumeAttachment) {
  return {
    VolumeId: volumeId,
    InstanceId: attachment.instanceId,
    Device: attachment.device,
    AttachTime: new Date(attachment.at),
    DeleteOnTermination: attachment.deleteOnTermination,
    State: "attached" as const,
  };
}

function volumeAnswer(site: Site, volume: VolumeRecord): Volume {
  return {
    VolumeId: volume.id,
    Size: volume.size,
    VolumeType: volume.type as VolumeType,
    AvailabilityZone: volume.zone,
    Encrypted: volume.encrypted,
    SnapshotId: volume.snapshotId ?? "",
    CreateTime: new Date(volume.createdAt),
    State: volume.attachment ? "in-use" : "available",
    Attachments: volume.attachment ? [attachmentAnswer(volume.id, volume.attachment)] : [],
    MultiAttachEnabled: false,
    Tags: tagsFor(site, volume.id),
  };
}

function sizeOf(site: Site, { Size, SnapshotId }: CreateVolumeCommandInput): number {
  const copied = SnapshotId === undefined ? undefined : find(site, SNAPSHOT, SnapshotId).size;
  const smallest = copied ?? 1;
  const size: number = Size ?? required(copied, "size/snapshot");
  if (size < smallest || size > LARGEST_VOLUME) {
    const message = `Volume of ${size}GiB is invalid; it must be between ${smallest} and ${LARGEST_VOLUME}GiB.`;
    throw new AwsError("InvalidParameterValue", message);
  }
  return size;
}

function makeVolume(input: CreateVolumeCommandInput, call: Call): string {
  const zone = zoneNamed(call.region, required(input.AvailabilityZone, "availabilityZone"));
  const snapshot =
    input.SnapshotId === undefined ? undefined : find(call, SNAPSHOT, input.SnapshotId);
  const inherited = snapshot?.encrypted ?? encryptsByDefault(call);
  const volume: VolumeRecord = {
    id: newId(call.world, "vol"),
    owner: call.account,
    size: sizeOf(call, input),
    type: input.VolumeType ?? "gp2",
    zone: zone.name,
    encrypted: input.Encrypted === true || inherited || encryptsByDefault(call),
    createdAt: call.world.clock.now(),
    ...(snapshot && { snapshotId: snapshot.id }),
  };
  recordsOf(call, VOLUME).set(volume.id, volume);
  const tags = specifiedTags(input.TagSpecifications, "volume");
  addTags(call, { id: volume.id, type: "volume" }, tags);
  return volume.id;
}

const createVolume = ec2Operation<CreateVolumeCommandInput, Answer<CreateVolumeCommandOutput>>({
  name: "CreateVolume",
  members: [
    "AvailabilityZone",
    "Size",
    "SnapshotId",
    "VolumeType",
    "Encrypted",
    "TagSpecifications",
    "ClientToken",
  ],
  touches: () => [{ type: "volume" }],
  context: ({ VolumeType, Encrypted }) => ({
    "ec2:VolumeType": VolumeType ?? "gp2",
    "ec2:Encrypted": String(Encrypted ?? false),
  }),
  run(input, call) {
    const id = madeOnce("volume", { input, call }, () => makeVolume(input, call));
    const volume = find(call, VOLUME, id);
    // AWS answers before the volume is ready; it is when anyone looks.
    return { ...volumeAnswer(call, volume), State: "creating" };
  },
});

const describeVolumes = ec2Operation<
  DescribeVolumesCommandInput,
  Answer<DescribeVolumesCommandOutput>
>({
  name: "DescribeVolumes",
  members: ["VolumeIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const found = select(call, VOLUME, { ids: input.VolumeIds, filters: input.Filters });
    const { items, next } = pageOf(found, input);
    return { Volumes: items.map((volume) => volumeAnswer(call, volume)), ...next };
  },
});

const deleteVolume = ec2Operation<DeleteVolumeCommandInput, object>({
  name: "DeleteVolume",
  members: ["VolumeId"],
  touches: ({ VolumeId }) => [{ type: "volume", id: VolumeId }],
  run({ VolumeId }, call) {
    const { id, attachment } = find(call, VOLUME, required(VolumeId, "volumeId"));
    if (attachment) {
      const message = `Volume ${id} is currently attached to ${attachment.instanceId}`;
      throw new AwsError("VolumeInUse", message);
    }
    forget(call, VOLUME, id);
    return {};
  },
});

const attachVolume = ec2Operation<AttachVolumeCommandInput, Answer<AttachVolumeCommandOutput>>({
  name: "AttachVolume",
  members: ["VolumeId", "InstanceId", "Device"],
  touches: ({ VolumeId, InstanceId }) => [
    { type: "volume", id: VolumeId },
    { type: "instance", id: InstanceId },
  ],
  run({ VolumeId, InstanceId, Device }, call) {
    const volume = find(call, VOLUME, required(VolumeId, "volumeId"));
    const instance = find(call, INSTANCE, required(InstanceId, "instanceId"));
    if (volume.attachment) {
      const message = `${volume.id} is already attached to an instance`;
      throw new AwsError("VolumeInUse", message);
    }
    if (volume.zone !== instance.zone) {
      const message = `The volume '${volume.id}' is not in the same availability zone as instance '${instance.id}'`;
      throw new AwsError("InvalidVolume.ZoneMismatch", message);
    }
    if (!["running", "stopped"].includes(instance.state.name)) {
      const message = `Instance '${instance.id}' is not 'running'.`;
      throw new AwsError("IncorrectState", message);
    }
    const device = required(Device, "device");
    const at = call.world.clock.now();
    const attachment = { instanceId: instance.id, device, at, deleteOnTermination: false };
    recordsOf(call, VOLUME).set(volume.id, { ...volume, attachment });
    return { ...attachmentAnswer(volume.id, attachment), State: "attaching" };
  },
});

const detachVolume = ec2Operation<DetachVolumeCommandInput, Answer<DetachVolumeCommandOutput>>({
  name: "DetachVolume",
  members: ["VolumeId", "InstanceId", "Device", "Force"],
  touches: ({ VolumeId }) => [{ type: "volume", id: VolumeId }],
  run({ VolumeId }, call) {
    const { attachment, ...volume } = find(call, VOLUME, required(VolumeId, "volumeId"));
    if (!attachment) {
      const message = `Volume '${volume.id}' is in the 'available' state.`;
      throw new AwsError("IncorrectState", message);
    }
    recordsOf(call, VOLUME).set(volume.id, volume);
    return { ...attachmentAnswer(volume.id, attachment), State: "detaching" };
  },
});

export const volumeOperations = {
  CreateVolume: createVolume,
  DescribeVolumes: describeVolumes,
  DeleteVolume: deleteVolume,
  AttachVolume: attachVolume,
  DetachVolume: detachVolume,
};
