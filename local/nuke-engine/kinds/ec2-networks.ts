import {
  DeleteDhcpOptionsCommand,
  DeleteInternetGatewayCommand,
  DeleteNetworkAclCommand,
  DeleteNetworkInterfaceCommand,
  DeleteRouteTableCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  DetachNetworkInterfaceCommand,
  type EC2Client,
  type NetworkInterface,
  paginateDescribeDhcpOptions,
  paginateDescribeInternetGateways,
  paginateDescribeNetworkAcls,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
} from "@aws-sdk/client-ec2";
import { type Kind, pages, tagProperties } from "../resource.ts";
import { securityGroupKinds } from "./ec2-security-groups.ts";

const vpcsOf = async (ec2: EC2Client) => (await ec2.send(new DescribeVpcsCommand())).Vpcs ?? [];

async function defaultVpc(ec2: EC2Client): Promise<string | undefined> {
  return (await vpcsOf(ec2)).find(({ IsDefault }) => IsDefault)?.VpcId;
}

async function deleteInterface(ec2: EC2Client, found: NetworkInterface): Promise<void> {
  const AttachmentId = found.Attachment?.AttachmentId;
  if (AttachmentId !== undefined)
    await ec2.send(new DetachNetworkInterfaceCommand({ AttachmentId, Force: true }));
  const { NetworkInterfaceId } = found;
  await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
}

const networkInterface: Kind = {
  type: "EC2NetworkInterface",
  list: async ({ clients: { ec2 } }) => {
    const listing = paginateDescribeNetworkInterfaces({ client: ec2 }, {});
    const found = await pages(listing, ({ NetworkInterfaces }) => NetworkInterfaces);
    return found.map((each) => ({
      name: each.NetworkInterfaceId ?? "",
      properties: {
        ...{ ID: each.NetworkInterfaceId, VPC: each.VpcId, SubnetID: each.SubnetId },
        ...{ Status: each.Status, OwnerID: each.OwnerId, ...tagProperties(each.TagSet) },
      },
      remove: () => deleteInterface(ec2, each),
    }));
  },
};

const gatewaysOf = (ec2: EC2Client) =>
  pages(
    paginateDescribeInternetGateways({ client: ec2 }, {}),
    ({ InternetGateways }) => InternetGateways,
  );

const gatewayAttachment: Kind = {
  type: "EC2InternetGatewayAttachment",
  list: async ({ clients: { ec2 } }) => {
    const own = await defaultVpc(ec2);
    return (await gatewaysOf(ec2)).flatMap(({ InternetGatewayId, Attachments = [], OwnerId }) =>
      Attachments.map(({ VpcId }) => ({
        name: `${InternetGatewayId} -> ${VpcId}`,
        properties: { DefaultVPC: String(VpcId === own), "igw:OwnerID": OwnerId },
        remove: () => ec2.send(new DetachInternetGatewayCommand({ VpcId, InternetGatewayId })),
      })),
    );
  },
};

const gateway: Kind = {
  type: "EC2InternetGateway",
  list: async ({ clients: { ec2 } }) => {
    const own = await defaultVpc(ec2);
    return (await gatewaysOf(ec2)).map(
      ({ InternetGatewayId, Attachments = [], OwnerId, Tags }) => ({
        name: InternetGatewayId ?? "",
        properties: {
          DefaultVPC: String(Attachments.some(({ VpcId }) => VpcId === own)),
          ...{ OwnerID: OwnerId, ...tagProperties(Tags) },
        },
        remove: () => ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId })),
      }),
    );
  },
};

const subnet: Kind = {
  type: "EC2Subnet",
  list: async ({ clients: { ec2 } }) => {
    const own = await defaultVpc(ec2);
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand());
    return Subnets.map(({ SubnetId, VpcId, DefaultForAz, OwnerId, Tags }) => ({
      name: SubnetId ?? "",
      properties: {
        ...{ DefaultForAz: String(DefaultForAz), DefaultVPC: String(VpcId === own) },
        ...{ OwnerID: OwnerId, VpcID: VpcId, ...tagProperties(Tags) },
      },
      remove: () => ec2.send(new DeleteSubnetCommand({ SubnetId })),
    }));
  },
};

const routeTable: Kind = {
  type: "EC2RouteTable",
  list: async ({ clients: { ec2 } }) => {
    const listing = paginateDescribeRouteTables({ client: ec2 }, {});
    const tables = await pages(listing, ({ RouteTables }) => RouteTables);
    return tables.map(({ RouteTableId, VpcId, Associations = [], OwnerId, Tags }) => ({
      name: RouteTableId ?? "",
      properties: { OwnerID: OwnerId, "vpc:ID": VpcId, ...tagProperties(Tags) },
      cannot: Associations.some(({ Main }) => Main)
        ? "main route tables cannot be deleted"
        : undefined,
      remove: () => ec2.send(new DeleteRouteTableCommand({ RouteTableId })),
    }));
  },
};

const networkAcl: Kind = {
  type: "EC2NetworkACL",
  list: async ({ clients: { ec2 } }) => {
    const listing = paginateDescribeNetworkAcls({ client: ec2 }, {});
    const acls = await pages(listing, ({ NetworkAcls }) => NetworkAcls);
    return acls.map(({ NetworkAclId, IsDefault, OwnerId, Tags }) => ({
      name: NetworkAclId ?? "",
      properties: { ID: NetworkAclId, OwnerID: OwnerId, ...tagProperties(Tags) },
      cannot: IsDefault ? "cannot delete default VPC" : undefined,
      remove: () => ec2.send(new DeleteNetworkAclCommand({ NetworkAclId })),
    }));
  },
};

const vpc: Kind = {
  type: "EC2VPC",
  list: async ({ clients: { ec2 } }) =>
    (await vpcsOf(ec2)).map(({ VpcId, IsDefault, OwnerId, Tags }) => ({
      name: VpcId ?? "",
      properties: {
        ...{ ID: VpcId, IsDefault: String(IsDefault), OwnerID: OwnerId },
        ...tagProperties(Tags),
      },
      remove: () => ec2.send(new DeleteVpcCommand({ VpcId })),
    })),
};

const dhcpOptions: Kind = {
  type: "EC2DHCPOption",
  list: async ({ clients: { ec2 } }) => {
    const listing = paginateDescribeDhcpOptions({ client: ec2 }, {});
    const options = await pages(listing, ({ DhcpOptions }) => DhcpOptions);
    return options.map(({ DhcpOptionsId, OwnerId, Tags }) => ({
      name: DhcpOptionsId ?? "",
      properties: { OwnerID: OwnerId, ...tagProperties(Tags) },
      remove: () => ec2.send(new DeleteDhcpOptionsCommand({ DhcpOptionsId })),
    }));
  },
};

/** From the inside out: what stands in a network, its parts, the network. */
export const networkKinds: readonly Kind[] = [
  networkInterface,
  ...securityGroupKinds,
  gatewayAttachment,
  gateway,
  subnet,
  routeTable,
  networkAcl,
  vpc,
  dhcpOptions,
];
