import { having, PRESENT } from "../../support/match.ts";
import type { Chapter } from "../chapter.ts";

/** Creating, entering and closing accounts, with AWS's quotas and rates. */
export const accounts: Chapter = {
  title: "accounts",
  region: "us-east-1",
  by: "management",
  steps: [
    {
      aws: "organizations describe-organization",
      answers: {
        Organization: {
          Id: /^o-[a-z0-9]{10,32}$/,
          Arn: /^arn:aws:organizations::111111111111:organization\/o-/,
          FeatureSet: "ALL",
          MasterAccountId: "111111111111",
          MasterAccountEmail: "management@example.com",
        },
      },
    },
    {
      // With an endpoint of its own the CLI signs global services for the Region that it is set to.
      aws: "organizations describe-organization --region eu-west-1",
      answers: { Organization: { MasterAccountId: "111111111111" } },
    },
    {
      aws: "organizations list-accounts --page-size 1",
      answers: {
        Accounts: [
          { Id: "111111111111", JoinedMethod: "INVITED" },
          { Id: "222222222222", Email: "vending@example.com", Name: "vending" },
        ],
      },
      answersToday: { Accounts: [{ State: "ACTIVE" }, { State: "ACTIVE" }] },
    },
    {
      aws: "organizations list-accounts --max-items 1",
      answers: { Accounts: [{ Id: "111111111111" }], NextToken: /./ },
    },
    {
      aws: "organizations create-account --email a,b@example.com --account-name comma",
      refused: ["InvalidInputException", /./],
    },
    {
      aws: "organizations create-account --email sandbox@example.com --account-name sandbox --tags Key=purpose,Value=judging",
      answers: {
        CreateAccountStatus: {
          Id: /^car-[a-z0-9]{8,32}$/,
          AccountName: "sandbox",
          State: "IN_PROGRESS",
          AccountId: undefined,
          RequestedTimestamp: PRESENT,
        },
      },
      keep: { request: "CreateAccountStatus.Id" },
    },
    {
      aws: "organizations create-account --email vending@example.com --account-name twin",
      answers: { CreateAccountStatus: { State: "IN_PROGRESS" } },
    },
    {
      aws: "organizations create-account --email fourth@example.com --account-name fourth",
      refused: ["TooManyRequestsException", /too many requests/],
    },
    {
      aws: "organizations list-create-account-status --states SUCCEEDED",
      answers: { CreateAccountStatuses: [] },
    },
    // The account comes to be in the first pause, its access role in the second.
    { seconds: 600 },
    { seconds: 600 },
    {
      aws: "organizations describe-create-account-status --create-account-request-id {request}",
      answers: {
        CreateAccountStatus: {
          Id: /^car-/,
          AccountName: "sandbox",
          State: "SUCCEEDED",
          AccountId: /^\d{12}$/,
          FailureReason: undefined,
        },
      },
      keep: { sandbox: "CreateAccountStatus.AccountId" },
    },
    { seconds: 5 },
    {
      aws: "organizations describe-create-account-status --create-account-request-id car-00000000000000000000000000000000",
      refused: ["CreateAccountStatusNotFoundException", /./],
    },
    {
      aws: "organizations describe-account --account-id {sandbox}",
      answers: {
        Account: {
          Arn: /^arn:aws:organizations::111111111111:account\/o-[a-z0-9]+\/\d{12}$/,
          Email: "sandbox@example.com",
          Name: "sandbox",
          JoinedMethod: "CREATED",
        },
      },
      answersToday: {
        Account: { State: "ACTIVE", Paths: [/^o-[a-z0-9]+\/r-[a-z0-9]+\/\d{12}\/$/] },
      },
    },
    {
      aws: "organizations describe-account --account-id 999999999999",
      refused: ["AccountNotFoundException", "You specified an account that doesn't exist."],
    },
    {
      aws: "sts assume-role --role-arn arn:aws:iam::{sandbox}:role/OrganizationAccountAccessRole --role-session-name judge",
      answers: {
        Credentials: { AccessKeyId: /^ASIA/, SecretAccessKey: /./, SessionToken: /./ },
        AssumedRoleUser: {
          Arn: /^arn:aws:sts::\d{12}:assumed-role\/OrganizationAccountAccessRole\/judge$/,
          AssumedRoleId: /^AROA[A-Z0-9]+:judge$/,
        },
      },
      keep: { inside: "Credentials" },
    },
    {
      aws: "sts get-caller-identity",
      by: "inside",
      answers: { Arn: /:assumed-role\/OrganizationAccountAccessRole\/judge$/, UserId: /^AROA/ },
    },
    {
      aws: "organizations create-account --email inner@example.com --account-name inner",
      by: "inside",
      refused: ["AccessDeniedException", "You don't have permissions to access this resource."],
    },
    {
      aws: "iam list-roles --query Roles[].RoleName",
      by: "inside",
      answers: having("OrganizationAccountAccessRole"),
    },
    {
      aws: "organizations close-account --account-id 111111111111",
      refused: ["ConstraintViolationException", /management account/],
    },
    {
      aws: "organizations close-account --account-id {sandbox}",
      refused: ["TooManyRequestsException", /too many requests/],
    },
    { seconds: 30 },
    { aws: "organizations close-account --account-id {sandbox}" },
    { seconds: 30 },
    {
      aws: "organizations close-account --account-id {sandbox}",
      refused: ["ConflictException", /conflicts with the current state/],
    },
    { seconds: 14_400 },
    {
      aws: "organizations describe-account --account-id {sandbox}",
      answers: { Account: { Name: "sandbox" } },
      answersToday: { Account: { State: "CLOSED" } },
    },
    {
      aws: "organizations close-account --account-id {sandbox}",
      refused: ["AccountAlreadyClosedException", /./],
    },
    {
      aws: "organizations create-account --email sandbox@example.com --account-name again",
      answers: { CreateAccountStatus: { State: "IN_PROGRESS" } },
      keep: { again: "CreateAccountStatus.Id" },
    },
    {
      aws: "organizations create-account --email third@example.com --account-name third",
      answers: { CreateAccountStatus: { State: "IN_PROGRESS" } },
    },
    { seconds: 600 },
    {
      aws: "organizations describe-create-account-status --create-account-request-id {again}",
      answers: { CreateAccountStatus: { State: "FAILED", FailureReason: "EMAIL_ALREADY_EXISTS" } },
    },
    { seconds: 600 },
    {
      aws: "organizations create-account --email sixth@example.com --account-name sixth",
      refused: ["ConstraintViolationException", /exceeded the allowed number of AWS accounts/],
    },
  ],
};
