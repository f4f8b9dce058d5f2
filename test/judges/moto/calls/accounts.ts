import type { Asked, Pause } from "../asked.ts";

const service = "organizations";

const GUARD = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "iam:CreateUser", Resource: "*" }],
});

/** Accounts, from their creation to their closing, and their service control policies. */
export const accountCalls: readonly (Asked | Pause)[] = [
  {
    service,
    operation: "CreateAccount",
    input: {
      Email: "sandbox@example.com",
      AccountName: "sandbox",
      Tags: [{ Key: "purpose", Value: "judging" }],
    },
    keep: { request: "CreateAccountStatus.Id" },
  },
  { seconds: 600 },
  { seconds: 600 },
  {
    service,
    operation: "DescribeCreateAccountStatus",
    input: { CreateAccountRequestId: "{request}" },
    keep: { account: "CreateAccountStatus.AccountId" },
  },
  {
    service,
    operation: "DescribeCreateAccountStatus",
    when: "of a request that is missing",
    input: { CreateAccountRequestId: "car-00000000000000000000000000000000" },
  },
  { service, operation: "ListCreateAccountStatus", input: { States: ["SUCCEEDED"] } },
  { service, operation: "DescribeAccount", input: { AccountId: "{account}" } },
  {
    service,
    operation: "DescribeAccount",
    when: "that is missing",
    input: { AccountId: "999999999999" },
  },
  { service, operation: "ListAccounts" },
  { service, operation: "ListAccountsForParent", input: { ParentId: "{root}" } },
  { service, operation: "ListParents", when: "of an account", input: { ChildId: "{account}" } },
  {
    service,
    operation: "MoveAccount",
    input: { AccountId: "{account}", SourceParentId: "{root}", DestinationParentId: "{unit}" },
  },
  {
    service,
    operation: "ListChildren",
    when: "that are accounts",
    input: { ParentId: "{unit}", ChildType: "ACCOUNT" },
  },
  {
    service,
    operation: "DescribeAccount",
    when: "after its move",
    input: { AccountId: "{account}" },
  },
  {
    service,
    operation: "MoveAccount",
    when: "from where it is not",
    input: { AccountId: "{account}", SourceParentId: "{root}", DestinationParentId: "{unit}" },
  },
  {
    service,
    operation: "DeleteOrganizationalUnit",
    when: "that has an account",
    input: { OrganizationalUnitId: "{unit}" },
  },
  {
    service,
    operation: "ListTagsForResource",
    when: "of an account",
    input: { ResourceId: "{account}" },
  },
  {
    service,
    operation: "CreatePolicy",
    input: { Type: "SERVICE_CONTROL_POLICY", Name: "guard", Description: "d", Content: GUARD },
    keep: { policy: "Policy.PolicySummary.Id" },
  },
  {
    service,
    operation: "CreatePolicy",
    when: "of a name that is taken",
    input: { Type: "SERVICE_CONTROL_POLICY", Name: "guard", Description: "d", Content: GUARD },
  },
  { service, operation: "DescribePolicy", input: { PolicyId: "{policy}" } },
  {
    service,
    operation: "DescribePolicy",
    when: "of AWS",
    input: { PolicyId: "p-FullAWSAccess" },
  },
  {
    service,
    operation: "DescribePolicy",
    when: "that is missing",
    input: { PolicyId: "p-12345678" },
  },
  {
    service,
    operation: "AttachPolicy",
    input: { PolicyId: "{policy}", TargetId: "{account}" },
  },
  {
    service,
    operation: "AttachPolicy",
    when: "that is attached",
    input: { PolicyId: "{policy}", TargetId: "{account}" },
  },
  {
    service,
    operation: "ListPoliciesForTarget",
    input: { TargetId: "{account}", Filter: "SERVICE_CONTROL_POLICY" },
  },
  { service, operation: "ListTargetsForPolicy", input: { PolicyId: "{policy}" } },
  { service, operation: "ListPolicies", input: { Filter: "SERVICE_CONTROL_POLICY" } },
  { service, operation: "DeletePolicy", when: "in use", input: { PolicyId: "{policy}" } },
  {
    service,
    operation: "UpdatePolicy",
    input: { PolicyId: "{policy}", Name: "guarding", Description: "more" },
  },
  { service, operation: "DetachPolicy", input: { PolicyId: "{policy}", TargetId: "{account}" } },
  {
    service,
    operation: "DetachPolicy",
    when: "that is not attached",
    input: { PolicyId: "{policy}", TargetId: "{account}" },
  },
  { service, operation: "DeletePolicy", input: { PolicyId: "{policy}" } },
  {
    service,
    operation: "EnableAWSServiceAccess",
    input: { ServicePrincipal: "account.amazonaws.com" },
  },
  { service, operation: "ListAWSServiceAccessForOrganization" },
  {
    service,
    operation: "RegisterDelegatedAdministrator",
    input: { AccountId: "{account}", ServicePrincipal: "account.amazonaws.com" },
  },
  { service, operation: "ListDelegatedAdministrators" },
  {
    service,
    operation: "RegisterDelegatedAdministrator",
    when: "again",
    input: { AccountId: "{account}", ServicePrincipal: "account.amazonaws.com" },
  },
  {
    service,
    operation: "DeregisterDelegatedAdministrator",
    input: { AccountId: "{account}", ServicePrincipal: "account.amazonaws.com" },
  },
  {
    service: "sts",
    operation: "AssumeRole",
    when: "of a new account",
    input: {
      RoleArn: "arn:aws:iam::{account}:role/OrganizationAccountAccessRole",
      RoleSessionName: "judge",
    },
  },
  { service, operation: "CloseAccount", input: { AccountId: "{account}" } },
  {
    service,
    operation: "DescribeAccount",
    when: "that is being closed",
    input: { AccountId: "{account}" },
  },
];
