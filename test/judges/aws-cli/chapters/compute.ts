import type { Chapter } from "../chapter.ts";

/** Networks, instances and what hangs on them. */
export const compute: Chapter = {
  title: "compute",
  region: "eu-west-1",
  by: "vending",
  steps: [
    {
      aws: "ec2 describe-vpcs --filters Name=is-default,Values=true",
      answers: {
        Vpcs: [{ VpcId: /^vpc-[0-9a-f]{17}$/, CidrBlock: "172.31.0.0/16", IsDefault: true }],
      },
      keep: { default: "Vpcs.0.VpcId" },
    },
    {
      aws: "ec2 describe-vpcs",
      by: "reader",
      refused: [
        "UnauthorizedOperation",
        "You are not authorized to perform this operation. User: arn:aws:iam::222222222222:user/reader is not authorized to perform: ec2:DescribeVpcs because no identity-based policy allows the ec2:DescribeVpcs action",
      ],
    },
    {
      aws: "ec2 create-vpc --cidr-block 10.0.0.0/16 --tag-specifications ResourceType=vpc,Tags=[{Key=Name,Value=judged}]",
      answers: { Vpc: { CidrBlock: "10.0.0.0/16", Tags: [{ Key: "Name", Value: "judged" }] } },
      keep: { vpc: "Vpc.VpcId" },
    },
    {
      aws: "ec2 create-subnet --vpc-id {vpc} --cidr-block 10.0.1.0/24",
      answers: { Subnet: { CidrBlock: "10.0.1.0/24", AvailableIpAddressCount: 251 } },
      keep: { subnet: "Subnet.SubnetId" },
    },
    {
      aws: "ec2 create-subnet --vpc-id {vpc} --cidr-block 10.0.1.0/25",
      refused: ["InvalidSubnet.Conflict", /conflicts with another subnet/],
    },
    {
      aws: "ec2 delete-vpc --vpc-id {vpc}",
      refused: ["DependencyViolation", /has dependencies and cannot be deleted/],
    },
    {
      aws: "ec2 describe-vpcs --vpc-ids vpc-0123456789abcdef0",
      refused: ["InvalidVpcID.NotFound", "The vpc ID 'vpc-0123456789abcdef0' does not exist"],
    },
    {
      aws: "ec2 create-vpc --cidr-block 10.1.0.0/16 --dry-run",
      refused: ["DryRunOperation", "Request would have succeeded, but DryRun flag is set."],
    },
    {
      aws: "ec2 describe-images --owners amazon ",
      answers: { Images: [{ ImageId: /^ami-/, ImageOwnerAlias: "amazon", State: "available" }] },
      keep: { image: "Images.0.ImageId" },
    },
    {
      aws: "ec2 run-instances --image-id ami-0123456789abcdef0 --instance-type t3.micro",
      refused: ["InvalidAMIID.NotFound", "The image id '[ami-0123456789abcdef0]' does not exist"],
    },
    {
      aws: "ec2 run-instances --image-id {image} --instance-type t3.micro --subnet-id {subnet}",
      answers: { Instances: [{ InstanceId: /^i-[0-9a-f]{17}$/, State: { Name: "pending" } }] },
      keep: { instance: "Instances.0.InstanceId" },
    },
    { seconds: 120 },
    { aws: "ec2 wait instance-running --instance-ids {instance}" },
    {
      aws: "ec2 terminate-instances --instance-ids {instance}",
      answers: {
        TerminatingInstances: [
          { CurrentState: { Name: "shutting-down" }, PreviousState: { Name: "running" } },
        ],
      },
    },
    { seconds: 300 },
    { aws: "ec2 wait instance-terminated --instance-ids {instance}" },
    {
      aws: "ec2 create-volume --availability-zone eu-west-1a --size 8 --volume-type gp3",
      answers: { VolumeId: /^vol-/, Size: 8, VolumeType: "gp3", State: "creating" },
      keep: { volume: "VolumeId" },
    },
    { seconds: 60 },
    { aws: "ec2 delete-volume --volume-id {volume}" },
    {
      aws: "ec2 create-tags --resources {vpc} --tags Key=team,Value=blue",
    },
    {
      aws: "ec2 describe-tags --filters Name=resource-id,Values={vpc} --query Tags[].Key",
      answers: ["Name", "team"],
    },
    { aws: "ec2 delete-subnet --subnet-id {subnet}" },
    { aws: "ec2 delete-vpc --vpc-id {vpc}" },
    {
      aws: "ec2 describe-vpcs --region af-south-1",
      refused: ["AuthFailure", "AWS was not able to validate the provided access credentials"],
    },
  ],
};
