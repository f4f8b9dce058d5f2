import type {
  CreateSubnetCommandInput,
  CreateSubnetCommandOutput,
  DeleteSubnetCommandInput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  ModifySubnetAttributeCommandInput,
  Subnet,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Call } from "../../kernel/service.ts";
import { cidrText, contains, overlaps, parseCidr } from "./cidr.ts";
import { hasDependencies, required } from "./errors.ts";
import { find, forget, recordsOf, select } from "./kind.ts";
import { NETWORK_ACL, NETWORK_INTERFACE, ROUTE_TABLE, SUBNET, VPC } from "./kinds.ts";
import { makeSubnet } from "./make-subnet.ts";
import type { SubnetRecord, VpcRecord } from "./network-records.ts";
import { type Answer, arnOf, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import type { Site } from "./site.ts";
import { addTags, specifiedTags, tagsFor } from "./tag-records.ts";
import { zoneNamed, zonesOf } from "./zones.ts";

/** Addresses that AWS keeps in every subnet (VPC User Guide, "Subnet CIDR blocks"). */
export const RESERVED_ADDRESSES = 5;

function freeAddresses(site: Site, { id, cidr }: SubnetRecord): number {
  const { first, last } = parseCidr(cidr);
  const taken = [...recordsOf(site, NETWORK_INTERFACE).values()].filter(
    ({ subnetId }) => subnetId === id,
  );
  return last - first + 1 - RESERVED_ADDRESSES - taken.length;
}

function subnetAnswer(call: Call, subnet: SubnetRecord): Subnet {
  return {
    SubnetId: subnet.id,
    SubnetArn: arnOf(call, { type: "subnet", id: subnet.id }),
    OwnerId: subnet.owner,
    VpcId: subnet.vpcId,
    CidrBlock: subnet.cidr,
    State: "available",
    AvailabilityZone: subnet.zone,
    AvailabilityZoneId: subnet.zoneId,
    AvailableIpAddressCount: freeAddresses(call, subnet),
    DefaultForAz: subnet.isDefault,
    MapPublicIpOnLaunch: subnet.mapPublicIp,
    AssignIpv6AddressOnCreation: false,
    Tags: tagsFor(call, subnet.id),
  };
}

/** Errors: InvalidSubnet.Range, InvalidSubnet.Conflict. */
function checkRange(site: Site, vpc: VpcRecord, text: string): void {
  const cidr = parseCidr(text);
  const inVpc = contains(parseCidr(vpc.cidr), cidr);
  if (!inVpc || cidr.bits < 16 || cidr.bits > 28) {
    throw new AwsError("InvalidSubnet.Range", `The CIDR '${text}' is invalid.`);
  }
  const neighbours = [...recordsOf(site, SUBNET).values()].filter(({ vpcId }) => vpcId === vpc.id);
  if (neighbours.some((each) => overlaps(parseCidr(each.cidr), cidr))) {
    throw new AwsError(
      "InvalidSubnet.Conflict",
      `The CIDR '${text}' conflicts with another subnet`,
    );
  }
}

const createSubnet = ec2Operation<CreateSubnetCommandInput, Answer<CreateSubnetCommandOutput>>({
  name: "CreateSubnet",
  members: ["VpcId", "CidrBlock", "AvailabilityZone", "TagSpecifications"],
  touches: ({ VpcId }) => [{ type: "subnet" }, { type: "vpc", id: VpcId }],
  run(input, call) {
    const vpc = find(call, VPC, required(input.VpcId, "vpcId"));
    const cidr = required(input.CidrBlock, "cidrBlock");
    checkRange(call, vpc, cidr);
    const [firstZone] = zonesOf(call.region);
    const zone = zoneNamed(call.region, input.AvailabilityZone ?? firstZone?.name ?? "");
    const plan = { vpcId: vpc.id, cidr: cidrText(parseCidr(cidr)), zone, isDefault: false };
    const subnet = makeSubnet(call, plan);
    const tags = specifiedTags(input.TagSpecifications, "subnet");
    addTags(call, { id: subnet.id, type: "subnet" }, tags);
    return { Subnet: subnetAnswer(call, subnet) };
  },
});

const describeSubnets = ec2Operation<
  DescribeSubnetsCommandInput,
  Answer<DescribeSubnetsCommandOutput>
>({
  name: "DescribeSubnets",
  members: ["SubnetIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const found = select(call, SUBNET, { ids: input.SubnetIds, filters: input.Filters });
    const { items, next } = pageOf(found, input);
    return { Subnets: items.map((subnet) => subnetAnswer(call, subnet)), ...next };
  },
});

/** Route tables and network ACLs let go of a subnet that is deleted. */
function dissociate(site: Site, subnet: string): void {
  const other = ({ subnetId }: { readonly subnetId?: string }) => subnetId !== subnet;
  for (const table of recordsOf(site, ROUTE_TABLE).values()) {
    const associations = table.associations.filter(other);
    recordsOf(site, ROUTE_TABLE).set(table.id, { ...table, associations });
  }
  for (const acl of recordsOf(site, NETWORK_ACL).values()) {
    const associations = acl.associations.filter(other);
    recordsOf(site, NETWORK_ACL).set(acl.id, { ...acl, associations });
  }
}

const deleteSubnet = ec2Operation<DeleteSubnetCommandInput, object>({
  name: "DeleteSubnet",
  members: ["SubnetId"],
  touches: ({ SubnetId }) => [{ type: "subnet", id: SubnetId }],
  run({ SubnetId }, call) {
    const { id } = find(call, SUBNET, required(SubnetId, "subnetId"));
    const interfaces = [...recordsOf(call, NETWORK_INTERFACE).values()];
    if (interfaces.some(({ subnetId }) => subnetId === id)) throw hasDependencies("subnet", id);
    dissociate(call, id);
    forget(call, SUBNET, id);
    return {};
  },
});

const modifySubnetAttribute = ec2Operation<ModifySubnetAttributeCommandInput, object>({
  name: "ModifySubnetAttribute",
  members: ["SubnetId", "MapPublicIpOnLaunch"],
  touches: ({ SubnetId }) => [{ type: "subnet", id: SubnetId }],
  run({ SubnetId, MapPublicIpOnLaunch }, call) {
    const subnet = find(call, SUBNET, required(SubnetId, "subnetId"));
    const mapPublicIp = MapPublicIpOnLaunch?.Value ?? subnet.mapPublicIp;
    recordsOf(call, SUBNET).set(subnet.id, { ...subnet, mapPublicIp });
    return {};
  },
});

export const subnetOperations = {
  CreateSubnet: createSubnet,
  DescribeSubnets: describeSubnets,
  DeleteSubnet: deleteSubnet,
  ModifySubnetAttribute: modifySubnetAttribute,
};
