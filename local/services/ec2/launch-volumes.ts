import type { BlockDeviceMapping, RunInstancesCommandInput } from "@aws-sdk/client-ec2";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import { required } from "./errors.ts";
import type { ImageRecord } from "./image-records.ts";
import type { InstanceRecord } from "./instance-records.ts";
import { recordsOf } from "./kind.ts";
import { newId, type Site } from "./site.ts";
import { addTags, specifiedTags } from "./tag-records.ts";
import { encryptsByDefault, VOLUME, type VolumeRecord } from "./volume-records.ts";

const UNDERSTOOD = ["VolumeSize", "VolumeType", "DeleteOnTermination", "Encrypted"];

interface Launched {
  readonly instance: InstanceRecord;
  readonly image: ImageRecord;
  readonly input: RunInstancesCommandInput;
}

/** The mappings of the request over that of the image's root volume. */
function mappingsOf({ image, input }: Launched): BlockDeviceMapping[] {
  const asked = input.BlockDeviceMappings ?? [];
  for (const { DeviceName, Ebs, ...rest } of asked) {
    onlyMembers("ec2:RunInstances", rest, []);
    if (!Ebs) throw new NotEmulated(`the device ${DeviceName} without an EBS volume`);
    onlyMembers("ec2:RunInstances", Ebs, UNDERSTOOD);
  }
  const root = asked.find(({ DeviceName }) => DeviceName === image.rootDevice);
  const others = asked.filter((mapping) => mapping !== root);
  const Ebs = { VolumeSize: image.size, ...root?.Ebs };
  return [{ DeviceName: image.rootDevice, Ebs }, ...others];
}

function volumeFor(site: Site, launched: Launched, mapping: BlockDeviceMapping): VolumeRecord {
  const { instance, image } = launched;
  const { DeviceName = "", Ebs = {} } = mapping;
  const isRoot = DeviceName === image.rootDevice;
  return {
    id: newId(site.world, "vol"),
    owner: site.account,
    size: required(Ebs.VolumeSize, "blockDeviceMapping.ebs.volumeSize"),
    type: Ebs.VolumeType ?? "gp3",
    zone: instance.zone,
    encrypted: Ebs.Encrypted === true || encryptsByDefault(site),
    createdAt: instance.launchedAt,
    attachment: {
      instanceId: instance.id,
      device: DeviceName,
      at: instance.launchedAt,
      deleteOnTermination: Ebs.DeleteOnTermination ?? true,
    },
    ...(isRoot && { snapshotId: image.snapshotId }),
  };
}

/** Makes the volumes of a new instance: its root volume, and those that the request maps. */
export function makeLaunchVolumes(site: Site, launched: Launched): void {
  const tags = specifiedTags(launched.input.TagSpecifications, "volume");
  for (const mapping of mappingsOf(launched)) {
    const volume = volumeFor(site, launched, mapping);
    recordsOf(site, VOLUME).set(volume.id, volume);
    addTags(site, { id: volume.id, type: "volume" }, tags);
  }
}
