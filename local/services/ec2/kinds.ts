import type { Fields } from "./filters.ts";
import type { Kind } from "./kind.ts";
import type {
  DhcpOptionsRecord,
  InternetGatewayRecord,
  NetworkAclRecord,
  NetworkInterfaceRecord,
  RouteTableRecord,
  SecurityGroupRecord,
  SubnetRecord,
  VpcRecord,
} from "./network-records.ts";

function kind<T extends { readonly id: string }>(
  type: string,
  error: string,
  noun: string,
  fields: Fields<T>,
): Kind<T> {
  const notFound = `${error}.NotFound`;
  return { type, notFound, missing: (id) => `The ${noun} '${id}' does not exist`, fields };
}

export const VPC = kind<VpcRecord>("vpc", "InvalidVpcID", "vpc ID", {
  "vpc-id": ({ id }) => id,
  cidr: ({ cidr }) => cidr,
  "cidr-block": ({ cidr }) => cidr,
  "is-default": ({ isDefault }) => isDefault,
  isDefault: ({ isDefault }) => isDefault,
  "dhcp-options-id": ({ dhcpOptionsId }) => dhcpOptionsId,
  state: () => "available",
  "owner-id": ({ owner }) => owner,
});

export const SUBNET = kind<SubnetRecord>("subnet", "InvalidSubnetID", "subnet ID", {
  "subnet-id": ({ id }) => id,
  "vpc-id": ({ vpcId }) => vpcId,
  "cidr-block": ({ cidr }) => cidr,
  cidr: ({ cidr }) => cidr,
  "availability-zone": ({ zone }) => zone,
  availabilityZone: ({ zone }) => zone,
  "default-for-az": ({ isDefault }) => isDefault,
  defaultForAz: ({ isDefault }) => isDefault,
  "map-public-ip-on-launch": ({ mapPublicIp }) => mapPublicIp,
  state: () => "available",
  "owner-id": ({ owner }) => owner,
});

export const INTERNET_GATEWAY = kind<InternetGatewayRecord>(
  "internet-gateway",
  "InvalidInternetGatewayID",
  "internetGateway ID",
  {
    "internet-gateway-id": ({ id }) => id,
    "attachment.vpc-id": ({ vpcId }) => vpcId,
    "attachment.state": ({ vpcId }) => vpcId && "available",
    "owner-id": ({ owner }) => owner,
  },
);

export const ROUTE_TABLE = kind<RouteTableRecord>(
  "route-table",
  "InvalidRouteTableID",
  "routeTable ID",
  {
    "route-table-id": ({ id }) => id,
    "vpc-id": ({ vpcId }) => vpcId,
    "association.main": ({ associations }) => associations.map(({ main }) => String(main)),
    "association.subnet-id": ({ associations }) =>
      associations.flatMap(({ subnetId }) => subnetId ?? []),
    "association.route-table-association-id": ({ associations }) =>
      associations.map(({ id }) => id),
    "route.gateway-id": ({ routes }) => routes.flatMap(({ target }) => target),
    "owner-id": ({ owner }) => owner,
  },
);

export const SECURITY_GROUP = kind<SecurityGroupRecord>(
  "security-group",
  "InvalidGroup",
  "security group",
  {
    "group-id": ({ id }) => id,
    "group-name": ({ name }) => name,
    description: ({ description }) => description,
    "vpc-id": ({ vpcId }) => vpcId,
    "owner-id": ({ owner }) => owner,
  },
);

export const NETWORK_ACL = kind<NetworkAclRecord>(
  "network-acl",
  "InvalidNetworkAclID",
  "networkAcl ID",
  {
    "network-acl-id": ({ id }) => id,
    "vpc-id": ({ vpcId }) => vpcId,
    default: ({ isDefault }) => isDefault,
    "association.subnet-id": ({ associations }) => associations.map(({ subnetId }) => subnetId),
    "owner-id": ({ owner }) => owner,
  },
);

export const DHCP_OPTIONS = kind<DhcpOptionsRecord>(
  "dhcp-options",
  "InvalidDhcpOptionID",
  "dhcpOption ID",
  { "dhcp-options-id": ({ id }) => id, "owner-id": ({ owner }) => owner },
);

export const NETWORK_INTERFACE = kind<NetworkInterfaceRecord>(
  "network-interface",
  "InvalidNetworkInterfaceID",
  "networkInterface ID",
  {
    "network-interface-id": ({ id }) => id,
    "vpc-id": ({ vpcId }) => vpcId,
    "subnet-id": ({ subnetId }) => subnetId,
    "group-id": ({ groupIds }) => groupIds,
    "availability-zone": ({ zone }) => zone,
    status: ({ attachment }) => (attachment ? "in-use" : "available"),
    "attachment.instance-id": ({ attachment }) => attachment?.instanceId,
    "attachment.attachment-id": ({ attachment }) => attachment?.id,
    "private-ip-address": ({ privateIp }) => privateIp,
    "owner-id": ({ owner }) => owner,
  },
);
