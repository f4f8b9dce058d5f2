import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNetworkAclCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { Client } from "../../../../local/demo/mess.ts";
import { imageIn } from "./compute.ts";

async function makeGroup(ec2: EC2Client, VpcId: string, GroupName: string): Promise<string> {
  const asked = { VpcId, GroupName, Description: GroupName };
  const { GroupId = "" } = await ec2.send(new CreateSecurityGroupCommand(asked));
  return GroupId;
}

const from = (GroupId: string) => [
  { IpProtocol: "tcp", FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId }] },
];

/** Three groups, each of which names another: none can be deleted first as they are. */
async function leaveGroups(ec2: EC2Client, VpcId: string): Promise<readonly string[]> {
  const web = await makeGroup(ec2, VpcId, "web");
  const database = await makeGroup(ec2, VpcId, "database");
  const jobs = await makeGroup(ec2, VpcId, "jobs");
  const allow = (GroupId: string, other: string) =>
    ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: from(other) }));
  await allow(database, web);
  await allow(web, jobs);
  await allow(jobs, jobs);
  const egress = { GroupId: jobs, IpPermissions: from(database) };
  await ec2.send(new AuthorizeSecurityGroupEgressCommand(egress));
  return [web, database, jobs];
}

/** A way to the internet for one subnet. */
async function leaveGateway(ec2: EC2Client, VpcId: string, SubnetId: string): Promise<void> {
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand());
  const InternetGatewayId = InternetGateway?.InternetGatewayId;
  await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }));
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = RouteTable?.RouteTableId;
  const DestinationCidrBlock = "0.0.0.0/0";
  await ec2.send(
    new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, GatewayId: InternetGatewayId }),
  );
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
}

/** A network of one's own, with an instance in it. */
export async function leaveNetwork(client: Client): Promise<void> {
  const ec2 = new EC2Client(client);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.1.0.0/16" }));
  const VpcId = Vpc?.VpcId ?? "";
  const subnet = async (CidrBlock: string) =>
    (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }))).Subnet?.SubnetId ?? "";
  const [open, closed] = [await subnet("10.1.1.0/24"), await subnet("10.1.2.0/24")];
  await leaveGateway(ec2, VpcId, open);
  await ec2.send(new CreateNetworkAclCommand({ VpcId }));
  const [web = "", database = ""] = await leaveGroups(ec2, VpcId);
  await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: closed, Groups: [database] }));
  const kind = { InstanceType: "t3.micro", MinCount: 1, MaxCount: 1 } as const;
  const where = { SubnetId: open, SecurityGroupIds: [web] };
  await ec2.send(new RunInstancesCommand({ ImageId: await imageIn(ec2), ...kind, ...where }));
}
