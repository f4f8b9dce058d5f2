import type {
  CreateNetworkInterfaceCommandInput,
  CreateNetworkInterfaceCommandOutput,
  DeleteNetworkInterfaceCommandInput,
  DescribeNetworkInterfacesCommandInput,
  DescribeNetworkInterfacesCommandOutput,
  DetachNetworkInterfaceCommandInput,
  NetworkInterface,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Call } from "../../kernel/service.ts";
import { madeOnce } from "./client-token.ts";
import { invalidValue, required } from "./errors.ts";
import { find, forget, recordsOf, select } from "./kind.ts";
import { NETWORK_INTERFACE, SECURITY_GROUP, SUBNET } from "./kinds.ts";
import { makeNetworkInterface } from "./make-network-interface.ts";
import type { NetworkInterfaceRecord } from "./network-records.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import type { Site } from "./site.ts";
import { addTags, specifiedTags, tagsFor } from "./tag-records.ts";

function attachmentAnswer({ attachment, owner }: NetworkInterfaceRecord) {
  if (!attachment) return {};
  return {
    Attachment: {
      AttachmentId: attachment.id,
      InstanceId: attachment.instanceId,
      InstanceOwnerId: owner,
      DeviceIndex: attachment.deviceIndex,
      AttachTime: new Date(attachment.at),
      DeleteOnTermination: attachment.deleteOnTermination,
      Status: "attached" as const,
    },
  };
}

/** A network interface in the form of the API. */
export function interfaceAnswer(site: Site, record: NetworkInterfaceRecord): NetworkInterface {
  const { publicIp } = record;
  const groups = recordsOf(site, SECURITY_GROUP);
  return {
    NetworkInterfaceId: record.id,
    OwnerId: record.owner,
    VpcId: record.vpcId,
    SubnetId: record.subnetId,
    AvailabilityZone: record.zone,
    Description: record.description,
    MacAddress: record.mac,
    PrivateIpAddress: record.privateIp,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: record.privateIp }],
    Groups: record.groupIds.map((id) => ({ GroupId: id, GroupName: groups.get(id)?.name })),
    InterfaceType: "interface",
    RequesterManaged: false,
    SourceDestCheck: true,
    Status: record.attachment ? "in-use" : "available",
    TagSet: tagsFor(site, record.id),
    ...(publicIp !== undefined && {
      Association: { PublicIp: publicIp, IpOwnerId: "amazon", PublicDnsName: "" },
    }),
    ...attachmentAnswer(record),
  };
}

function makeInterface(input: CreateNetworkInterfaceCommandInput, call: Call): string {
  const subnet = find(call, SUBNET, required(input.SubnetId, "subnetId"));
  const groupIds = (input.Groups ?? []).map((id) => find(call, SECURITY_GROUP, id).id);
  const description = input.Description ?? "";
  const made = makeNetworkInterface(call, { subnet, groupIds, description });
  const type = "network-interface";
  addTags(call, { id: made.id, type }, specifiedTags(input.TagSpecifications, type));
  return made.id;
}

const createInterface = ec2Operation<
  CreateNetworkInterfaceCommandInput,
  Answer<CreateNetworkInterfaceCommandOutput>
>({
  name: "CreateNetworkInterface",
  members: ["SubnetId", "Groups", "Description", "TagSpecifications", "ClientToken"],
  touches: ({ SubnetId, Groups = [] }) => [
    { type: "network-interface" },
    { type: "subnet", id: SubnetId },
    ...Groups.map((id) => ({ type: "security-group", id })),
  ],
  run(input, call) {
    const id = madeOnce("network-interface", { input, call }, () => makeInterface(input, call));
    return { NetworkInterface: interfaceAnswer(call, find(call, NETWORK_INTERFACE, id)) };
  },
});

const describeInterfaces = ec2Operation<
  DescribeNetworkInterfacesCommandInput,
  Answer<DescribeNetworkInterfacesCommandOutput>
>({
  name: "DescribeNetworkInterfaces",
  members: ["NetworkInterfaceIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const query = { ids: input.NetworkInterfaceIds, filters: input.Filters };
    const { items, next } = pageOf(select(call, NETWORK_INTERFACE, query), input);
    return { NetworkInterfaces: items.map((each) => interfaceAnswer(call, each)), ...next };
  },
});

const detachInterface = ec2Operation<DetachNetworkInterfaceCommandInput, object>({
  name: "DetachNetworkInterface",
  members: ["AttachmentId", "Force"],
  run({ AttachmentId }, call) {
    const id = required(AttachmentId, "attachmentId");
    const interfaces = [...recordsOf(call, NETWORK_INTERFACE).values()];
    const found = interfaces.find(({ attachment }) => attachment?.id === id);
    if (!found?.attachment) {
      const message = `The interface attachment '${id}' does not exist`;
      throw new AwsError("InvalidAttachmentID.NotFound", message);
    }
    if (found.attachment.deviceIndex === 0) {
      const message = "The network interface at device index 0 cannot be detached.";
      throw new AwsError("OperationNotPermitted", message);
    }
    const { attachment: _detached, ...rest } = found;
    recordsOf(call, NETWORK_INTERFACE).set(found.id, rest);
    return {};
  },
});

const deleteInterface = ec2Operation<DeleteNetworkInterfaceCommandInput, object>({
  name: "DeleteNetworkInterface",
  members: ["NetworkInterfaceId"],
  touches: ({ NetworkInterfaceId }) => [{ type: "network-interface", id: NetworkInterfaceId }],
  run({ NetworkInterfaceId }, call) {
    const wanted = required(NetworkInterfaceId, "networkInterfaceId");
    const { id, attachment } = find(call, NETWORK_INTERFACE, wanted);
    if (attachment) throw invalidValue(`Network interface '${id}' is currently in use.`);
    forget(call, NETWORK_INTERFACE, id);
    return {};
  },
});

export const networkInterfaceOperations = {
  CreateNetworkInterface: createInterface,
  DescribeNetworkInterfaces: describeInterfaces,
  DetachNetworkInterface: detachInterface,
  DeleteNetworkInterface: deleteInterface,
};
