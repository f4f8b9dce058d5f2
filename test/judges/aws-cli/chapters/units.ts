import { having } from "../../support/match.ts";
import type { Chapter } from "../chapter.ts";

const NO_USERS = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "iam:CreateUser", Resource: "*" }],
});

/** Organizational units, and the service control policies that guard them. */
export const units: Chapter = {
  title: "units",
  region: "us-east-1",
  by: "management",
  values: { noUsers: NO_USERS },
  steps: [
    {
      aws: "organizations list-roots",
      answers: {
        Roots: [
          {
            Id: /^r-[a-z0-9]{4,32}$/,
            Name: "Root",
            PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
          },
        ],
      },
      keep: { root: "Roots.0.Id" },
    },
    {
      aws: "organizations create-organizational-unit --parent-id {root} --name vended",
      answers: {
        OrganizationalUnit: {
          Id: /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/,
          Arn: /^arn:aws:organizations::111111111111:ou\/o-[a-z0-9]+\/ou-/,
          Name: "vended",
        },
      },
      keep: { unit: "OrganizationalUnit.Id" },
    },
    {
      aws: "organizations create-organizational-unit --parent-id {root} --name vended",
      refused: ["DuplicateOrganizationalUnitException", /already exists/],
    },
    {
      aws: "organizations move-account --account-id 222222222222 --source-parent-id {root} --destination-parent-id {unit}",
    },
    {
      aws: "organizations list-parents --child-id 222222222222",
      answers: { Parents: [{ Id: /^ou-/, Type: "ORGANIZATIONAL_UNIT" }] },
    },
    {
      aws: "organizations delete-organizational-unit --organizational-unit-id {unit}",
      refused: ["OrganizationalUnitNotEmptyException", /./],
    },
    {
      aws: "organizations create-policy --type SERVICE_CONTROL_POLICY --name no-users --description Guards --content {noUsers}",
      answers: {
        Policy: {
          PolicySummary: {
            Id: /^p-[a-z0-9]{8,32}$/,
            Arn: /^arn:aws:organizations::111111111111:policy\/o-[a-z0-9]+\/service_control_policy\/p-/,
            Name: "no-users",
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
          },
          Content: NO_USERS,
        },
      },
      keep: { policy: "Policy.PolicySummary.Id" },
    },
    {
      aws: "organizations create-policy --type SERVICE_CONTROL_POLICY --name broken --description x --content not-json",
      refused: ["MalformedPolicyDocumentException", /./],
    },
    { aws: "organizations attach-policy --policy-id {policy} --target-id {unit}" },
    {
      aws: "organizations attach-policy --policy-id {policy} --target-id {unit}",
      refused: [
        "DuplicatePolicyAttachmentException",
        "A policy with the specified name and type already exists.",
      ],
    },
    {
      aws: "organizations list-policies-for-target --target-id {unit} --filter SERVICE_CONTROL_POLICY --query Policies[].Name",
      answers: having("FullAWSAccess"),
    },
    {
      aws: "iam create-user --user-name stranger",
      by: "vending",
      refused: [
        "AccessDenied",
        /^User: arn:aws:iam::222222222222:user\/operator is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::222222222222:user\/stranger with an explicit deny in a service control policy(: arn:\S+)?$/,
      ],
    },
    { seconds: 5 },
    {
      aws: "organizations delete-policy --policy-id {policy}",
      refused: ["PolicyInUseException", /./],
    },
    { aws: "organizations detach-policy --policy-id {policy} --target-id {unit}" },
    {
      aws: "organizations detach-policy --policy-id {policy} --target-id {unit}",
      refused: ["PolicyNotAttachedException", /./],
    },
    {
      aws: "organizations detach-policy --policy-id p-FullAWSAccess --target-id {unit}",
      refused: ["ConstraintViolationException", /at least one/],
    },
    { aws: "organizations delete-policy --policy-id {policy}" },
    { aws: "iam create-user --user-name stranger", by: "vending", answers: { User: {} } },
  ],
};
