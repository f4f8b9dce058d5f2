import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DescribeImagesCommand, EC2Client, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Credentials } from "../kernel/principal.ts";

/** Where the cloud is, and as whom to call. */
export interface Client {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/** Enters a role, as the lease holder does with the role of the lease. */
export async function enter(client: Client, roleArn: string): Promise<Client> {
  const sts = new STSClient(client);
  const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "at-work" });
  const { Credentials: given } = await sts.send(command);
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = given ?? {};
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return { ...client, credentials };
}

const ANYBODY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});

/** Works in the account like people do, and cleans nothing up. Answers what was left behind. */
export async function makeMess(client: Client): Promise<readonly string[]> {
  return [
    await leaveBucket(client),
    await leaveTable(client),
    await leaveInstances({ ...client, region: "us-west-2" }),
    await leaveRole(client),
  ];
}

async function leaveBucket(client: Client): Promise<string> {
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  const Bucket = "importer-load-test";
  const LocationConstraint = client.region as "eu-west-1";
  await s3.send(
    new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } }),
  );
  const VersioningConfiguration = { Status: "Enabled" } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  for (const Body of ["first", "second", "third"])
    await s3.send(new PutObjectCommand({ Bucket, Key: "results.csv", Body }));
  return "a bucket with three versions of an object";
}

async function leaveTable(client: Client): Promise<string> {
  await new DynamoDBClient(client).send(
    new CreateTableCommand({
      TableName: "results",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      DeletionProtectionEnabled: true,
    }),
  );
  return "a table with deletion protection";
}

async function leaveInstances(client: Client): Promise<string> {
  const ec2 = new EC2Client(client);
  const { Images } = await ec2.send(new DescribeImagesCommand({ Owners: ["amazon"] }));
  const ImageId = Images?.[0]?.ImageId;
  const size = { InstanceType: "t3.micro", MinCount: 2, MaxCount: 2 } as const;
  await ec2.send(new RunInstancesCommand({ ...size, ...(ImageId && { ImageId }) }));
  return `two instances in ${client.region}`;
}

async function leaveRole(client: Client): Promise<string> {
  const iam = new IAMClient({ ...client, region: "us-east-1" });
  const RoleName = "importer";
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: ANYBODY }));
  const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  return "a role with a policy";
}
