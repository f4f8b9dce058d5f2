import {
  AddRoleToInstanceProfileCommand,
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAccountPasswordPolicyCommand,
  UploadServerCertificateCommand,
} from "@aws-sdk/client-iam";
import type { Client } from "../../../../local/demo/mess.ts";
import type { Certificate } from "../certificate.ts";

const document = (Action: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action, Resource: "*" }],
  });

const trust = (Service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }],
  });

/** A policy of one's own with three versions, attached to a role, a user and a group. */
async function leavePolicy(iam: IAMClient): Promise<string> {
  const asked = { PolicyName: "importer-reads", PolicyDocument: document("s3:GetObject") };
  const { Policy } = await iam.send(new CreatePolicyCommand(asked));
  const PolicyArn = Policy?.Arn ?? "";
  for (const action of ["s3:Get*", "s3:*"]) {
    const version = { PolicyArn, PolicyDocument: document(action), SetAsDefault: true };
    await iam.send(new CreatePolicyVersionCommand(version));
  }
  return PolicyArn;
}

async function leaveRoles(iam: IAMClient, PolicyArn: string): Promise<void> {
  const RoleName = "importer-host";
  const role = { RoleName, Path: "/importer/", PermissionsBoundary: PolicyArn };
  const AssumeRolePolicyDocument = trust("ec2.amazonaws.com");
  await iam.send(new CreateRoleCommand({ ...role, AssumeRolePolicyDocument }));
  const PolicyDocument = document("sqs:*");
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "queues", PolicyDocument }));
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  const InstanceProfileName = "importer-host";
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: "nobody" }));
}

async function leaveUsers(iam: IAMClient, PolicyArn: string): Promise<void> {
  const GroupName = "importers";
  await iam.send(new CreateGroupCommand({ GroupName }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
  const PolicyDocument = document("ec2:Describe*");
  await iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName: "looks", PolicyDocument }));
  for (const UserName of ["anna", "ci"]) {
    await iam.send(new CreateUserCommand({ UserName, PermissionsBoundary: PolicyArn }));
    await iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
    await iam.send(new CreateAccessKeyCommand({ UserName }));
  }
  const UserName = "anna";
  await iam.send(new CreateAccessKeyCommand({ UserName }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "own", PolicyDocument }));
  await iam.send(new CreateLoginProfileCommand({ UserName, Password: "Correct-Horse-7-Battery" }));
  await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }));
}

/** What people leave in IAM, and the settings of the account. */
export async function leaveIdentities(client: Client, pair: Certificate): Promise<void> {
  const iam = new IAMClient({ ...client, region: "us-east-1" });
  const policy = await leavePolicy(iam);
  await leaveRoles(iam, policy);
  await leaveUsers(iam, policy);
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: "importer-prod" }));
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 20 }));
  await iam.send(
    new UploadServerCertificateCommand({
      ServerCertificateName: "importer",
      CertificateBody: pair.certificate,
      PrivateKey: pair.key,
    }),
  );
}
