import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import * as iam from "@aws-sdk/client-iam";
import { CreateScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { CreateStateMachineCommand, SFNClient } from "@aws-sdk/client-sfn";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { type aBoundedHolder, trusting } from "./a-bounded-holder.ts";

export type Holder = Awaited<ReturnType<typeof aBoundedHolder>>;

export const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
export const EVERYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});
export const BY_EC2 = trusting({ Service: "ec2.amazonaws.com" });

const HOLDER = { RoleName: "mayfly-lease-holder" };
const ACCESS = { RoleName: "OrganizationAccountAccessRole" };
const UNBOUNDED = { RoleName: "unbounded" };
/** A role that the holder has made, with the boundary. */
export const OWN = { RoleName: "own" };
const VICTIM = { UserName: "victim" };

/** How somebody who may do everything but what the boundary and the guard rail forbid climbs higher. */
type Attempt = (holder: Holder) => Promise<unknown>;

const iamPath =
  (command: (holder: Holder) => object): Attempt =>
  (each) =>
    each.iam.send(command(each) as iam.GetUserCommand);

export const ofAccount = ({ account }: Holder, kind: "role" | "policy", name: string) =>
  `arn:aws:iam::${account}:${kind}/${name}`;

/** Known ways to more permissions in IAM, each tried by a real client. */
export const ESCALATIONS: Readonly<Record<string, Attempt>> = {
  "CreatePolicyVersion: a boundary that allows everything": iamPath(
    ({ boundary: PolicyArn }) =>
      new iam.CreatePolicyVersionCommand({
        ...{ PolicyArn, PolicyDocument: EVERYTHING, SetAsDefault: true },
      }),
  ),
  "SetDefaultPolicyVersion: an older boundary": iamPath(
    ({ boundary: PolicyArn }) =>
      new iam.SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: "v1" }),
  ),
  "DeletePolicyVersion: of the boundary": iamPath(
    ({ boundary: PolicyArn }) => new iam.DeletePolicyVersionCommand({ PolicyArn, VersionId: "v1" }),
  ),
  "DeletePolicy: the boundary, to make it anew": iamPath(
    ({ boundary: PolicyArn }) => new iam.DeletePolicyCommand({ PolicyArn }),
  ),
  "CreatePolicy: one that Mayfly's next baseline would take for its own": iamPath(
    () => new iam.CreatePolicyCommand({ PolicyName: "mayfly-x", PolicyDocument: EVERYTHING }),
  ),
  "CreateAccessKey: of somebody else": iamPath(() => new iam.CreateAccessKeyCommand(VICTIM)),
  "UpdateAccessKey: of somebody else": iamPath(
    () =>
      new iam.UpdateAccessKeyCommand({
        ...VICTIM,
        AccessKeyId: "AKIAIOSFODNN7EXAMPLE",
        Status: "Active",
      }),
  ),
  "CreateLoginProfile: for somebody without one": iamPath(
    () =>
      new iam.CreateLoginProfileCommand({ UserName: "accomplice", Password: "Open-Sesame-12345!" }),
  ),
  "UpdateLoginProfile: another password for somebody else": iamPath(
    () => new iam.UpdateLoginProfileCommand({ ...VICTIM, Password: "Open-Sesame-12345!" }),
  ),
  "CreateUser: without a boundary": iamPath(
    () => new iam.CreateUserCommand({ UserName: "me-again" }),
  ),
  "CreateUser: with keys that outlast the session": iamPath(
    ({ boundary: PermissionsBoundary }) =>
      new iam.CreateUserCommand({ UserName: "me-again", PermissionsBoundary }),
  ),
  AttachUserPolicy: iamPath(
    () => new iam.AttachUserPolicyCommand({ UserName: "accomplice", PolicyArn: ADMINISTRATOR }),
  ),
  AttachGroupPolicy: iamPath(
    () => new iam.AttachGroupPolicyCommand({ GroupName: "admins", PolicyArn: ADMINISTRATOR }),
  ),
  "AttachRolePolicy: to a role without the boundary": iamPath(
    () => new iam.AttachRolePolicyCommand({ ...UNBOUNDED, PolicyArn: ADMINISTRATOR }),
  ),
  "AttachRolePolicy: to the holder's own role": iamPath(
    () => new iam.AttachRolePolicyCommand({ ...HOLDER, PolicyArn: ADMINISTRATOR }),
  ),
  PutUserPolicy: iamPath(
    () =>
      new iam.PutUserPolicyCommand({
        ...{ UserName: "accomplice", PolicyName: "all", PolicyDocument: EVERYTHING },
      }),
  ),
  PutGroupPolicy: iamPath(
    () =>
      new iam.PutGroupPolicyCommand({
        ...{ GroupName: "admins", PolicyName: "all", PolicyDocument: EVERYTHING },
      }),
  ),
  "PutRolePolicy: into a role without the boundary": iamPath(
    () =>
      new iam.PutRolePolicyCommand({ ...UNBOUNDED, PolicyName: "all", PolicyDocument: EVERYTHING }),
  ),
  "PutRolePolicy: into the holder's own role": iamPath(
    () =>
      new iam.PutRolePolicyCommand({ ...HOLDER, PolicyName: "all", PolicyDocument: EVERYTHING }),
  ),
  "AddUserToGroup: into the administrators": iamPath(
    () => new iam.AddUserToGroupCommand({ GroupName: "admins", UserName: "accomplice" }),
  ),
  "UpdateAssumeRolePolicy: the access role trusts the holder": iamPath(
    ({ account }) =>
      new iam.UpdateAssumeRolePolicyCommand({
        ...ACCESS,
        PolicyDocument: trusting({ AWS: `arn:aws:iam::${account}:root` }),
      }),
  ),
  "UpdateAssumeRolePolicy: the holder's role trusts a friend": iamPath(
    () =>
      new iam.UpdateAssumeRolePolicyCommand({ ...HOLDER, PolicyDocument: trusting({ AWS: "*" }) }),
  ),
  "UpdateRole: sessions of the access role that last longer": iamPath(
    () => new iam.UpdateRoleCommand({ ...ACCESS, MaxSessionDuration: 43_200 }),
  ),
  "CreateRole: without a boundary": iamPath(
    () => new iam.CreateRoleCommand({ RoleName: "free", AssumeRolePolicyDocument: BY_EC2 }),
  ),
  "CreateRole: with another boundary": iamPath(
    () =>
      new iam.CreateRoleCommand({
        ...{ RoleName: "free", AssumeRolePolicyDocument: BY_EC2 },
        PermissionsBoundary: ADMINISTRATOR,
      }),
  ),
  "CreateRole: of a name that guard rails exempt or protect": iamPath(
    ({ boundary: PermissionsBoundary }) =>
      new iam.CreateRoleCommand({
        ...{ RoleName: "mayfly-free", AssumeRolePolicyDocument: BY_EC2, PermissionsBoundary },
      }),
  ),
  "PutRolePermissionsBoundary: a wider one on the holder's own role": iamPath(
    () =>
      new iam.PutRolePermissionsBoundaryCommand({ ...HOLDER, PermissionsBoundary: ADMINISTRATOR }),
  ),
  "PutRolePermissionsBoundary: a wider one on a role of one's own": iamPath(
    () => new iam.PutRolePermissionsBoundaryCommand({ ...OWN, PermissionsBoundary: ADMINISTRATOR }),
  ),
  "DeleteRolePermissionsBoundary: of the holder's own role": iamPath(
    () => new iam.DeleteRolePermissionsBoundaryCommand(HOLDER),
  ),
  "DeleteRolePermissionsBoundary: of a role of one's own": iamPath(
    () => new iam.DeleteRolePermissionsBoundaryCommand(OWN),
  ),
  "PutUserPermissionsBoundary: a wider one on a user": iamPath(
    () =>
      new iam.PutUserPermissionsBoundaryCommand({ ...VICTIM, PermissionsBoundary: ADMINISTRATOR }),
  ),
  DeleteUserPermissionsBoundary: iamPath(
    () => new iam.DeleteUserPermissionsBoundaryCommand(VICTIM),
  ),
  "DetachRolePolicy: from the access role, to keep Mayfly out": iamPath(
    () => new iam.DetachRolePolicyCommand({ ...ACCESS, PolicyArn: ADMINISTRATOR }),
  ),
  "DeleteRole: the access role": iamPath(() => new iam.DeleteRoleCommand(ACCESS)),
  "CreateVirtualMFADevice: to satisfy somebody's MFA": iamPath(
    () => new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "mine" }),
  ),
  "AddRoleToInstanceProfile: Mayfly's role for a computer": async (each) => {
    const InstanceProfileName = "computer";
    await each.iam
      .send(new iam.CreateInstanceProfileCommand({ InstanceProfileName }))
      .catch(() => undefined);
    await each.iam.send(
      new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName, ...ACCESS }),
    );
  },
  "PassRole: to a state machine": (each) =>
    new SFNClient(each.settings()).send(
      new CreateStateMachineCommand({
        name: "machine",
        roleArn: ofAccount(each, "role", ACCESS.RoleName),
        definition: JSON.stringify({ StartAt: "End", States: { End: { Type: "Succeed" } } }),
      }),
    ),
  "PassRole: to a schedule": (each) =>
    new SchedulerClient(each.settings()).send(
      new CreateScheduleCommand({
        ...{ Name: "soon", ScheduleExpression: "rate(1 hour)" },
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: {
          Arn: `arn:aws:sqs:us-east-1:${each.account}:queue`,
          RoleArn: ofAccount(each, "role", ACCESS.RoleName),
        },
      }),
    ),
  "PassRole: to a rule of events": async (each) => {
    const client = new EventBridgeClient(each.settings());
    await client.send(new PutRuleCommand({ Name: "r", ScheduleExpression: "rate(1 hour)" }));
    const Arn = `arn:aws:states:us-east-1:${each.account}:stateMachine:machine`;
    const RoleArn = ofAccount(each, "role", HOLDER.RoleName);
    await client.send(new PutTargetsCommand({ Rule: "r", Targets: [{ Id: "t", Arn, RoleArn }] }));
  },
  "AssumeRole: the access role": (each) =>
    new STSClient(each.settings()).send(
      new AssumeRoleCommand({
        ...{ RoleArn: ofAccount(each, "role", ACCESS.RoleName), RoleSessionName: "me" },
      }),
    ),
  "AssumeRole: Mayfly's broker": (each) =>
    new STSClient(each.settings()).send(
      new AssumeRoleCommand({
        RoleArn: "arn:aws:iam::111111111111:role/mayfly-broker-close-account",
        RoleSessionName: "me",
      }),
    ),
};
