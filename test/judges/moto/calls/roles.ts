import type { Asked } from "../asked.ts";

const service = "iam";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});
const OWN = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
});
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

/** Roles with their policies, tags and boundaries, and instance profiles. */
export const roleCalls: readonly Asked[] = [
  {
    service,
    operation: "CreateRole",
    input: {
      RoleName: "worker",
      Path: "/team/",
      AssumeRolePolicyDocument: TRUST,
      Description: "Works",
      MaxSessionDuration: 7200,
      Tags: [{ Key: "team", Value: "blue" }],
    },
    keep: { role: "Role.Arn" },
  },
  {
    service,
    operation: "CreateRole",
    when: "of a name that is taken",
    input: { RoleName: "worker", AssumeRolePolicyDocument: TRUST },
  },
  {
    service,
    operation: "CreateRole",
    when: "with a trust policy that is no JSON",
    input: { RoleName: "other", AssumeRolePolicyDocument: "no json" },
  },
  { service, operation: "GetRole", input: { RoleName: "worker" } },
  { service, operation: "GetRole", when: "that is missing", input: { RoleName: "absent" } },
  {
    service,
    operation: "UpdateRole",
    input: { RoleName: "worker", Description: "Rests", MaxSessionDuration: 3600 },
  },
  {
    service,
    operation: "UpdateAssumeRolePolicy",
    input: { RoleName: "worker", PolicyDocument: TRUST },
  },
  {
    service,
    operation: "PutRolePolicy",
    input: { RoleName: "worker", PolicyName: "own", PolicyDocument: OWN },
  },
  { service, operation: "GetRolePolicy", input: { RoleName: "worker", PolicyName: "own" } },
  {
    service,
    operation: "GetRolePolicy",
    when: "that is missing",
    input: { RoleName: "worker", PolicyName: "none" },
  },
  { service, operation: "ListRolePolicies", input: { RoleName: "worker" } },
  {
    service,
    operation: "AttachRolePolicy",
    input: { RoleName: "worker", PolicyArn: READ_ONLY },
  },
  {
    service,
    operation: "AttachRolePolicy",
    when: "that is missing",
    input: { RoleName: "worker", PolicyArn: "arn:aws:iam::111111111111:policy/none" },
  },
  { service, operation: "ListAttachedRolePolicies", input: { RoleName: "worker" } },
  {
    service,
    operation: "ListEntitiesForPolicy",
    input: { PolicyArn: READ_ONLY },
  },
  {
    service,
    operation: "PutRolePermissionsBoundary",
    input: { RoleName: "worker", PermissionsBoundary: READ_ONLY },
  },
  { service, operation: "GetRole", when: "with a boundary", input: { RoleName: "worker" } },
  { service, operation: "DeleteRolePermissionsBoundary", input: { RoleName: "worker" } },
  {
    service,
    operation: "TagRole",
    input: { RoleName: "worker", Tags: [{ Key: "cost", Value: "low" }] },
  },
  { service, operation: "ListRoleTags", input: { RoleName: "worker" } },
  { service, operation: "UntagRole", input: { RoleName: "worker", TagKeys: ["cost"] } },
  { service, operation: "ListRoles", when: "under a path", input: { PathPrefix: "/team/" } },
  { service, operation: "DeleteRole", when: "with policies", input: { RoleName: "worker" } },
  { service, operation: "CreateInstanceProfile", input: { InstanceProfileName: "machine" } },
  {
    service,
    operation: "AddRoleToInstanceProfile",
    input: { InstanceProfileName: "machine", RoleName: "worker" },
  },
  { service, operation: "GetInstanceProfile", input: { InstanceProfileName: "machine" } },
  { service, operation: "ListInstanceProfilesForRole", input: { RoleName: "worker" } },
  {
    service,
    operation: "RemoveRoleFromInstanceProfile",
    input: { InstanceProfileName: "machine", RoleName: "worker" },
  },
  { service, operation: "DeleteInstanceProfile", input: { InstanceProfileName: "machine" } },
  { service, operation: "DeleteRolePolicy", input: { RoleName: "worker", PolicyName: "own" } },
  {
    service,
    operation: "DetachRolePolicy",
    input: { RoleName: "worker", PolicyArn: READ_ONLY },
  },
  {
    service,
    operation: "DetachRolePolicy",
    when: "that is not attached",
    input: { RoleName: "worker", PolicyArn: READ_ONLY },
  },
  { service, operation: "DeleteRole", input: { RoleName: "worker" } },
  { service, operation: "DeleteRole", when: "that is missing", input: { RoleName: "worker" } },
  {
    service,
    operation: "CreateServiceLinkedRole",
    input: { AWSServiceName: "organizations.amazonaws.com" },
  },
];
