import type {
  Address,
  AllocateAddressCommandInput,
  AllocateAddressCommandOutput,
  AssociateAddressCommandInput,
  AssociateAddressCommandOutput,
  DescribeAddressesCommandInput,
  DescribeAddressesCommandOutput,
  DisassociateAddressCommandInput,
  ReleaseAddressCommandInput,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { ADDRESS, type AddressRecord } from "./address-records.ts";
import { required } from "./errors.ts";
import { find, forget, recordsOf, select } from "./kind.ts";
import { NETWORK_INTERFACE } from "./kinds.ts";
import { publicAddress } from "./make-network-interface.ts";
import type { NetworkInterfaceRecord } from "./network-records.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { newId, type Site } from "./site.ts";
import { addTags, specifiedTags, tagsFor } from "./tag-records.ts";

/** Elastic IP addresses of one Region (EC2 User Guide, "Elastic IP address quota"). */
const ADDRESSES_PER_REGION = 5;

function addressAnswer(site: Site, address: AddressRecord): Address {
  const { associationId, interfaceId, instanceId, privateIp } = address;
  return {
    AllocationId: address.id,
    PublicIp: address.publicIp,
    Domain: "vpc",
    NetworkBorderGroup: site.region,
    PublicIpv4Pool: "amazon",
    Tags: tagsFor(site, address.id),
    ...(associationId !== undefined && {
      AssociationId: associationId,
      NetworkInterfaceId: interfaceId,
      NetworkInterfaceOwnerId: address.owner,
      InstanceId: instanceId ?? "",
      PrivateIpAddress: privateIp,
    }),
  };
}

const allocateAddress = ec2Operation<
  AllocateAddressCommandInput,
  Answer<AllocateAddressCommandOutput>
>({
  name: "AllocateAddress",
  members: ["Domain", "TagSpecifications"],
  touches: () => [{ type: "elastic-ip" }],
  run({ TagSpecifications }, call) {
    const addresses = recordsOf(call, ADDRESS);
    if (addresses.size >= ADDRESSES_PER_REGION) {
      const message = "The maximum number of addresses has been reached.";
      throw new AwsError("AddressLimitExceeded", message);
    }
    const id = newId(call.world, "eipalloc");
    const publicIp = publicAddress(call);
    addresses.set(id, { id, owner: call.account, publicIp });
    addTags(call, { id, type: "elastic-ip" }, specifiedTags(TagSpecifications, "elastic-ip"));
    return {
      AllocationId: id,
      PublicIp: publicIp,
      Domain: "vpc",
      NetworkBorderGroup: call.region,
      PublicIpv4Pool: "amazon",
    };
  },
});

const describeAddresses = ec2Operation<
  DescribeAddressesCommandInput,
  Answer<DescribeAddressesCommandOutput>
>({
  name: "DescribeAddresses",
  members: ["AllocationIds", "Filters"],
  run({ AllocationIds, Filters }, call) {
    const found = select(call, ADDRESS, { ids: AllocationIds, filters: Filters });
    return { Addresses: found.map((address) => addressAnswer(call, address)) };
  },
});

function interfaceFor(site: Site, input: AssociateAddressCommandInput): NetworkInterfaceRecord {
  const { NetworkInterfaceId, InstanceId } = input;
  if (NetworkInterfaceId !== undefined) return find(site, NETWORK_INTERFACE, NetworkInterfaceId);
  const id = required(InstanceId, "instanceId or networkInterfaceId");
  const interfaces = [...recordsOf(site, NETWORK_INTERFACE).values()];
  const found = interfaces.find(({ attachment }) => attachment?.instanceId === id);
  if (found) return found;
  throw new AwsError("InvalidInstanceID.NotFound", `The instance ID '${id}' does not exist`);
}

const associateAddress = ec2Operation<
  AssociateAddressCommandInput,
  Answer<AssociateAddressCommandOutput>
>({
  name: "AssociateAddress",
  members: ["AllocationId", "InstanceId", "NetworkInterfaceId", "AllowReassociation"],
  touches: ({ AllocationId }) => [{ type: "elastic-ip", id: AllocationId }],
  run(input, call) {
    const address = find(call, ADDRESS, required(input.AllocationId, "allocationId"));
    const target = interfaceFor(call, input);
    if (address.associationId !== undefined && input.AllowReassociation === false) {
      const message = `resource ${address.id} is already associated with associate-id ${address.associationId}`;
      throw new AwsError("Resource.AlreadyAssociated", message);
    }
    const associationId = newId(call.world, "eipassoc");
    const instanceId = target.attachment?.instanceId;
    recordsOf(call, ADDRESS).set(address.id, {
      ...{ id: address.id, owner: address.owner, publicIp: address.publicIp },
      ...{ associationId, interfaceId: target.id, privateIp: target.privateIp },
      ...(instanceId !== undefined && { instanceId }),
    });
    return { AssociationId: associationId };
  },
});

const disassociateAddress = ec2Operation<DisassociateAddressCommandInput, object>({
  name: "DisassociateAddress",
  members: ["AssociationId"],
  run({ AssociationId }, call) {
    const wanted = required(AssociationId, "associationId");
    const found = [...recordsOf(call, ADDRESS).values()].find(
      ({ associationId }) => associationId === wanted,
    );
    if (!found) {
      const message = `The association ID '${wanted}' does not exist`;
      throw new AwsError("InvalidAssociationID.NotFound", message);
    }
    const { id, owner, publicIp } = found;
    recordsOf(call, ADDRESS).set(id, { id, owner, publicIp });
    return {};
  },
});

const releaseAddress = ec2Operation<ReleaseAddressCommandInput, object>({
  name: "ReleaseAddress",
  members: ["AllocationId", "NetworkBorderGroup"],
  touches: ({ AllocationId }) => [{ type: "elastic-ip", id: AllocationId }],
  run({ AllocationId }, call) {
    const { id, associationId, publicIp } = find(
      call,
      ADDRESS,
      required(AllocationId, "allocationId"),
    );
    if (associationId !== undefined) {
      throw new AwsError("InvalidIPAddress.InUse", `Address ${publicIp} is in use.`);
    }
    forget(call, ADDRESS, id);
    return {};
  },
});

export const addressOperations = {
  AllocateAddress: allocateAddress,
  DescribeAddresses: describeAddresses,
  AssociateAddress: associateAddress,
  DisassociateAddress: disassociateAddress,
  ReleaseAddress: releaseAddress,
};
