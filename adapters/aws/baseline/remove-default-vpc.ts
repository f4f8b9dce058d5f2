import {
  DeleteInternetGatewayCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeInternetGatewaysCommand,
  DescribeSubnetsCommand,
  DetachInternetGatewayCommand,
  type EC2Client,
} from "@aws-sdk/client-ec2";

/**
 * Deletes a default VPC with its subnets and its gateway. Where somebody uses it EC2 refuses, and it
 * stays; an interrupted removal goes on where it was.
 */
export async function removeDefaultVpc(client: EC2Client, VpcId: string): Promise<void> {
  const attached = [{ Name: "attachment.vpc-id", Values: [VpcId] }];
  const { InternetGateways = [] } = await client.send(
    new DescribeInternetGatewaysCommand({ Filters: attached }),
  );
  for (const { InternetGatewayId } of InternetGateways) {
    await client.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }));
    await client.send(new DeleteInternetGatewayCommand({ InternetGatewayId }));
  }
  const { Subnets = [] } = await client.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [VpcId] }] }),
  );
  for (const { SubnetId } of Subnets) await client.send(new DeleteSubnetCommand({ SubnetId }));
  await client.send(new DeleteVpcCommand({ VpcId }));
}
