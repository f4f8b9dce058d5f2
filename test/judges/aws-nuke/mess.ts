import { makeMess } from "../../../local/demo/mess.ts";
import { catchUp, type Scene } from "./account.ts";
import type { Certificate } from "./certificate.ts";
import { leaveInstances } from "./mess/compute.ts";
import { leaveIdentities } from "./mess/identity.ts";
import { leaveJobs } from "./mess/jobs.ts";
import { leaveMessages } from "./mess/messaging.ts";
import { leaveNetwork } from "./mess/network.ts";
import { leaveData } from "./mess/storage.ts";

/** Where people worked, and one Region with nothing but the network that AWS made. */
export const REGIONS = ["us-east-1", "eu-west-1", "us-west-2", "eu-central-1"] as const;

const WORKED_IN = REGIONS.slice(0, -1);

/** Types of which the mess has something; AWS's own networks are among it. */
export const EXPECTED_TYPES = [
  ...["BudgetsBudget", "CloudWatchAlarm", "CloudWatchEventsBuses", "CloudWatchEventsRule"],
  ...["CloudWatchEventsTarget", "CloudWatchLogsLogGroup", "DynamoDBTable", "EC2Address"],
  ...["EC2DHCPOption", "EC2DefaultSecurityGroupRule", "EC2Image", "EC2Instance"],
  ...["EC2InternetGateway", "EC2InternetGatewayAttachment", "EC2KeyPair", "EC2NetworkACL"],
  ...["EC2NetworkInterface", "EC2RouteTable", "EC2SecurityGroup", "EC2Snapshot", "EC2Subnet"],
  ...["EC2VPC", "EC2Volume", "IAMAccountSettingPasswordPolicy", "IAMGroup", "IAMGroupPolicy"],
  ...["IAMGroupPolicyAttachment", "IAMInstanceProfile", "IAMInstanceProfileRole"],
  ...["IAMLoginProfile", "IAMPolicy", "IAMRole", "IAMRolePolicy", "IAMRolePolicyAttachment"],
  ...["IAMServerCertificate", "IAMUser", "IAMUserAccessKey", "IAMUserGroupAttachment"],
  ...["IAMUserPolicy", "IAMUserPolicyAttachment", "IAMVirtualMFADevice", "S3Bucket"],
  ...["SFNStateMachine", "SNSSubscription", "SNSTopic", "SQSQueue"],
];

/** Works in the account as people do who clean nothing up, until the present. */
export async function leaveMess(scene: Scene, pair: Certificate): Promise<void> {
  const { client, account, cloud } = scene;
  await makeMess(client);
  await leaveData(client, cloud.advance);
  await leaveMessages(client);
  await leaveJobs(client, account);
  for (const region of WORKED_IN) await leaveInstances({ ...client, region }, cloud.advance);
  await leaveNetwork(client);
  await leaveNetwork({ ...client, region: "us-east-1" });
  await catchUp(scene);
  // The certificate is not valid before the present.
  await leaveIdentities(client, pair);
}
