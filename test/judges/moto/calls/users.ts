import type { Asked } from "../asked.ts";

const service = "iam";

const OWN = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
});
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
});

/** Users, groups, access keys, and who somebody is. */
export const userCalls: readonly Asked[] = [
  { service: "sts", operation: "GetSessionToken", input: { DurationSeconds: 900 } },
  {
    service,
    operation: "CreateUser",
    input: { UserName: "ann", Path: "/people/", Tags: [{ Key: "team", Value: "blue" }] },
  },
  { service, operation: "CreateUser", when: "of a name that is taken", input: { UserName: "ann" } },
  { service, operation: "GetUser", input: { UserName: "ann" } },
  { service, operation: "GetUser", when: "that is missing", input: { UserName: "bob" } },
  { service, operation: "ListUsers", when: "under a path", input: { PathPrefix: "/people/" } },
  {
    service,
    operation: "CreateAccessKey",
    input: { UserName: "ann" },
    keep: { key: "AccessKey.AccessKeyId" },
  },
  { service, operation: "CreateAccessKey", when: "a second time", input: { UserName: "ann" } },
  { service, operation: "CreateAccessKey", when: "a third time", input: { UserName: "ann" } },
  {
    service,
    operation: "UpdateAccessKey",
    input: { UserName: "ann", AccessKeyId: "{key}", Status: "Inactive" },
  },
  { service, operation: "ListAccessKeys", input: { UserName: "ann" } },
  {
    service,
    operation: "PutUserPolicy",
    input: { UserName: "ann", PolicyName: "own", PolicyDocument: OWN },
  },
  { service, operation: "ListUserPolicies", input: { UserName: "ann" } },
  { service, operation: "CreateGroup", input: { GroupName: "staff" } },
  {
    service,
    operation: "CreateGroup",
    when: "of a name that is taken",
    input: { GroupName: "staff" },
  },
  { service, operation: "AddUserToGroup", input: { GroupName: "staff", UserName: "ann" } },
  { service, operation: "GetGroup", input: { GroupName: "staff" } },
  { service, operation: "ListGroupsForUser", input: { UserName: "ann" } },
  { service, operation: "RemoveUserFromGroup", input: { GroupName: "staff", UserName: "ann" } },
  {
    service,
    operation: "CreateLoginProfile",
    input: { UserName: "ann", Password: "Correct-horse-1" },
  },
  { service, operation: "GetLoginProfile", input: { UserName: "ann" } },
  { service, operation: "DeleteLoginProfile", input: { UserName: "ann" } },
  { service, operation: "GetLoginProfile", when: "that is missing", input: { UserName: "ann" } },
  {
    service,
    operation: "CreateRole",
    when: "that everybody may enter",
    input: { RoleName: "open", AssumeRolePolicyDocument: TRUST },
    keep: { open: "Role.Arn" },
  },
  {
    service: "sts",
    operation: "AssumeRole",
    input: { RoleArn: "{open}", RoleSessionName: "judge", DurationSeconds: 900 },
  },
  {
    service: "sts",
    operation: "AssumeRole",
    when: "for too long",
    input: { RoleArn: "{open}", RoleSessionName: "judge", DurationSeconds: 43_201 },
  },
  {
    service: "sts",
    operation: "AssumeRole",
    when: "for longer than the role allows",
    input: { RoleArn: "{open}", RoleSessionName: "judge", DurationSeconds: 7200 },
  },
  // Moto lets these go, so that nothing can come after them.
  { service, operation: "DeleteGroup", input: { GroupName: "staff" } },
  { service, operation: "DeleteUser", when: "with keys", input: { UserName: "ann" } },
];
