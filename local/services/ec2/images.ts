import type {
  CreateImageCommandInput,
  CreateImageCommandOutput,
  DeregisterImageCommandInput,
  DescribeImagesCommandInput,
  DescribeImagesCommandOutput,
  Image,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { required } from "./errors.ts";
import { filtered } from "./filters.ts";
import { IMAGE, type ImageRecord, imageFor, publicImage } from "./image-records.ts";
import { INSTANCE } from "./instance-records.ts";
import { find, forget, recordsOf } from "./kind.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { newId, type Site } from "./site.ts";
import { makeSnapshot } from "./snapshots.ts";
import { addTags, specifiedTags, tagsAt, tagsFor } from "./tag-records.ts";
import { VOLUME } from "./volume-records.ts";

function imageAnswer(site: Site, image: ImageRecord): Image {
  const Ebs = {
    SnapshotId: image.snapshotId,
    VolumeSize: image.size,
    VolumeType: "gp3" as const,
    DeleteOnTermination: true,
  };
  return {
    ImageId: image.id,
    DeregistrationProtection: "disabled",
    ImageLocation: `${image.public ? "amazon" : image.owner}/${image.name}`,
    OwnerId: image.owner,
    Name: image.name,
    Description: image.description,
    Public: image.public,
    State: "available",
    Architecture: "x86_64",
    ImageType: "machine",
    RootDeviceName: image.rootDevice,
    RootDeviceType: "ebs",
    VirtualizationType: "hvm",
    Hypervisor: "xen",
    CreationDate: new Date(image.createdAt).toISOString(),
    BlockDeviceMappings: [{ DeviceName: image.rootDevice, Ebs }],
    Tags: tagsFor(site, image.id),
    ...(image.public && { ImageOwnerAlias: "amazon" }),
  };
}

function ownedBy(image: ImageRecord, owner: string, account: string): boolean {
  if (owner === "self") return image.owner === account;
  return owner === "amazon" ? image.public : image.owner === owner;
}

const describeImages = ec2Operation<
  DescribeImagesCommandInput,
  Answer<DescribeImagesCommandOutput>
>({
  name: "DescribeImages",
  members: [
    ...(["ImageIds", "Owners", "Filters", "MaxResults", "NextToken"] as const),
    // No image here is ever deprecated or disabled: asking for those as well changes nothing.
    ...(["IncludeDeprecated", "IncludeDisabled"] as const),
  ],
  run(input, call) {
    const { ImageIds, Owners } = input;
    const all = ImageIds?.map((id) => imageFor(call, id)) ?? [
      publicImage(call),
      ...recordsOf(call, IMAGE).values(),
    ];
    const owned = all.filter(
      (image) => !Owners || Owners.some((owner) => ownedBy(image, owner, call.account)),
    );
    const candidates = owned.map((resource) => ({
      resource,
      tags: tagsAt(call).get(resource.id)?.tags ?? {},
    }));
    const { items, next } = pageOf(filtered(candidates, input.Filters ?? [], IMAGE.fields), input);
    return { Images: items.map((image) => imageAnswer(call, image)), ...next };
  },
});

function checkName(site: Site, name: string): void {
  const same = [...recordsOf(site, IMAGE).values()].find((image) => image.name === name);
  if (!same) return;
  const message = `AMI name ${name} is already in use by AMI ${same.id}`;
  throw new AwsError("InvalidAMIName.Duplicate", message);
}

/** Makes an image, and a snapshot of the root volume that it needs. */
const createImage = ec2Operation<CreateImageCommandInput, Answer<CreateImageCommandOutput>>({
  name: "CreateImage",
  members: ["InstanceId", "Name", "Description", "NoReboot", "TagSpecifications"],
  touches: ({ InstanceId }) => [
    { type: "image" },
    { type: "snapshot" },
    { type: "instance", id: InstanceId },
  ],
  run(input, call) {
    const instance = find(call, INSTANCE, required(input.InstanceId, "instanceId"));
    const name = required(input.Name, "name");
    checkName(call, name);
    const root = [...recordsOf(call, VOLUME).values()].find(
      ({ attachment }) =>
        attachment?.instanceId === instance.id && attachment.device === instance.rootDevice,
    );
    if (!root)
      throw new AwsError("IncorrectInstanceState", `Instance '${instance.id}' has no root volume.`);
    const id = newId(call.world, "ami");
    const snapshot = makeSnapshot(call, root, `Created by CreateImage(${instance.id}) for ${id}`);
    recordsOf(call, IMAGE).set(id, {
      id,
      owner: call.account,
      name,
      description: input.Description ?? "",
      public: false,
      rootDevice: instance.rootDevice,
      size: root.size,
      snapshotId: snapshot.id,
      createdAt: call.world.clock.now(),
    });
    addTags(call, { id, type: "image" }, specifiedTags(input.TagSpecifications, "image"));
    return { ImageId: id };
  },
});

/** The image goes, its snapshot stays. */
const deregisterImage = ec2Operation<DeregisterImageCommandInput, object>({
  name: "DeregisterImage",
  members: ["ImageId"],
  touches: ({ ImageId }) => [{ type: "image", id: ImageId }],
  run({ ImageId }, call) {
    const image = imageFor(call, required(ImageId, "imageId"));
    if (image.public) {
      const message = `Not authorized for image:${image.id}`;
      throw new AwsError("AuthFailure", message, 403);
    }
    forget(call, IMAGE, image.id);
    return { Return: true };
  },
});

export const imageOperations = {
  DescribeImages: describeImages,
  CreateImage: createImage,
  DeregisterImage: deregisterImage,
};
