import { PRESENT } from "../../support/match.ts";
import type { Chapter } from "../chapter.ts";

const trust = (AWS: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" }],
  });

/** Who calls, and temporary credentials. */
export const sessions: Chapter = {
  title: "sessions",
  region: "us-east-1",
  by: "management",
  values: {
    trustsManagement: trust("111111111111"),
    trustsVending: trust("222222222222"),
    readsOnly: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "iam:Get*", Resource: "*" }],
    }),
  },
  steps: [
    {
      aws: "sts get-caller-identity",
      answers: {
        UserId: /^AIDA[A-Z0-9]{16,}$/,
        Account: "111111111111",
        Arn: "arn:aws:iam::111111111111:user/chief",
      },
    },
    {
      aws: "sts get-caller-identity --region eu-west-1",
      by: "root",
      answers: {
        UserId: "111111111111",
        Account: "111111111111",
        Arn: "arn:aws:iam::111111111111:root",
      },
    },
    {
      aws: "iam create-role --role-name door --assume-role-policy-document {trustsManagement}",
      by: "vending",
      answers: { Role: { RoleName: "door" } },
    },
    {
      aws: "iam create-role --role-name closed --assume-role-policy-document {trustsVending}",
      by: "vending",
      answers: { Role: { RoleName: "closed" } },
    },
    {
      aws: "iam attach-role-policy --role-name door --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
      by: "vending",
    },
    {
      aws: "sts assume-role --role-arn arn:aws:iam::222222222222:role/closed --role-session-name judge",
      refused: [
        "AccessDenied",
        /^User: arn:aws:iam::111111111111:user\/chief is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role\/closed/,
      ],
    },
    {
      aws: "sts assume-role --role-arn arn:aws:iam::222222222222:role/absent --role-session-name judge",
      refused: [
        "AccessDenied",
        /^User: arn:aws:iam::111111111111:user\/chief is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role\/absent/,
      ],
    },
    {
      aws: "sts assume-role --role-arn arn:aws:iam::222222222222:role/door --role-session-name 'not good'",
      refused: [
        "ValidationError",
        "1 validation error detected: Value 'not good' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
      ],
    },
    {
      aws: "sts assume-role --role-arn arn:aws:iam::222222222222:role/door --role-session-name judge --duration-seconds 7200",
      refused: [
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
      ],
    },
    {
      aws: "sts assume-role --role-arn arn:aws:iam::222222222222:role/door --role-session-name judge --duration-seconds 900",
      answers: {
        AssumedRoleUser: { Arn: "arn:aws:sts::222222222222:assumed-role/door/judge" },
        PackedPolicySize: undefined,
      },
      keep: { inside: "Credentials" },
    },
    {
      aws: "sts get-caller-identity --region ap-southeast-2",
      by: "inside",
      answers: { Arn: "arn:aws:sts::222222222222:assumed-role/door/judge" },
    },
    {
      aws: "sts get-session-token",
      by: "inside",
      refused: ["AccessDenied", "Cannot call GetSessionToken with session credentials"],
    },
    {
      aws: "sts assume-role --role-arn arn:aws:iam::222222222222:role/door --role-session-name bounded --policy {readsOnly}",
      answers: { PackedPolicySize: PRESENT },
      keep: { bounded: "Credentials" },
    },
    {
      aws: "iam list-roles",
      by: "bounded",
      refused: [
        "AccessDenied",
        "User: arn:aws:sts::222222222222:assumed-role/door/bounded is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::222222222222:role/ because no session policy allows the iam:ListRoles action",
      ],
    },
    {
      aws: "sts get-session-token --duration-seconds 900",
      answers: { Credentials: { AccessKeyId: /^ASIA/, Expiration: /./ } },
      keep: { token: "Credentials" },
    },
    {
      aws: "iam list-users",
      by: "token",
      refused: ["InvalidClientTokenId", /^The security token included in the request is invalid/],
    },
    { seconds: 960 },
    {
      aws: "sts get-caller-identity",
      by: "inside",
      refused: ["ExpiredToken", "The security token included in the request is expired"],
    },
  ],
};
