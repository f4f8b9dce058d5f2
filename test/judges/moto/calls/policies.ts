import type { Asked } from "../asked.ts";

const service = "iam";

const DOCUMENT = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
});

/** Managed policies with their versions, and the settings of an account. */
export const policyCalls: readonly Asked[] = [
  {
    service,
    operation: "CreatePolicy",
    when: "of a customer",
    input: { PolicyName: "reading", PolicyDocument: DOCUMENT, Description: "Reads" },
    keep: { arn: "Policy.Arn" },
  },
  {
    service,
    operation: "CreatePolicy",
    when: "of a customer, of a name that is taken",
    input: { PolicyName: "reading", PolicyDocument: DOCUMENT },
  },
  {
    service,
    operation: "CreatePolicy",
    when: "of a customer, with an action that is none",
    input: {
      PolicyName: "broken",
      PolicyDocument: DOCUMENT.replace("s3:GetObject", "nothing"),
    },
  },
  { service, operation: "GetPolicy", input: { PolicyArn: "{arn}" } },
  {
    service,
    operation: "GetPolicy",
    when: "that is missing",
    input: { PolicyArn: "arn:aws:iam::111111111111:policy/none" },
  },
  {
    service,
    operation: "CreatePolicyVersion",
    input: { PolicyArn: "{arn}", PolicyDocument: DOCUMENT, SetAsDefault: true },
  },
  { service, operation: "ListPolicyVersions", input: { PolicyArn: "{arn}" } },
  {
    service,
    operation: "GetPolicyVersion",
    input: { PolicyArn: "{arn}", VersionId: "v2" },
  },
  {
    service,
    operation: "DeletePolicyVersion",
    when: "that is the default",
    input: { PolicyArn: "{arn}", VersionId: "v2" },
  },
  { service, operation: "DeletePolicyVersion", input: { PolicyArn: "{arn}", VersionId: "v1" } },
  { service, operation: "ListPolicies", when: "of the customer", input: { Scope: "Local" } },
  { service, operation: "DeletePolicy", when: "of the customer", input: { PolicyArn: "{arn}" } },
  { service, operation: "GetAccountPasswordPolicy", when: "when there is none" },
  {
    service,
    operation: "UpdateAccountPasswordPolicy",
    input: { MinimumPasswordLength: 14, RequireNumbers: true },
  },
  { service, operation: "GetAccountPasswordPolicy" },
  { service, operation: "DeleteAccountPasswordPolicy" },
  { service, operation: "CreateAccountAlias", input: { AccountAlias: "judged-management" } },
  { service, operation: "ListAccountAliases" },
  { service, operation: "DeleteAccountAlias", input: { AccountAlias: "judged-management" } },
];
