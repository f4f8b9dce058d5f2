import type { Chapter } from "../chapter.ts";

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

/** Roles, users and policies. */
export const permissions: Chapter = {
  title: "permissions",
  region: "us-east-1",
  by: "vending",
  values: {
    trust: document({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111111111111:root" },
      Action: "sts:AssumeRole",
    }),
    trustsNobody: document({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::222222222222:user/nobody" },
      Action: "sts:AssumeRole",
    }),
    reading: document({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }),
    broken: '{"Version":"2012-10-17","Statement":[{"Effect":"Perhaps"}]}',
  },
  steps: [
    {
      aws: "iam create-role --role-name worker --assume-role-policy-document {trust} --description Works --max-session-duration 7200 --tags Key=team,Value=blue",
      answers: {
        Role: {
          Path: "/",
          RoleName: "worker",
          RoleId: /^AROA[A-Z0-9]{16,}$/,
          Arn: "arn:aws:iam::222222222222:role/worker",
          AssumeRolePolicyDocument: { Statement: [{ Action: "sts:AssumeRole" }] },
          Tags: [{ Key: "team", Value: "blue" }],
        },
      },
    },
    {
      aws: "iam create-role --role-name Worker --assume-role-policy-document {trust}",
      refused: ["EntityAlreadyExists", "Role with name Worker already exists."],
    },
    {
      aws: "iam create-role --role-name other --assume-role-policy-document {broken}",
      refused: ["MalformedPolicyDocument", /./],
    },
    {
      aws: "iam create-role --role-name other --assume-role-policy-document {trustsNobody}",
      refused: [
        "MalformedPolicyDocument",
        'Invalid principal in policy: "AWS":"arn:aws:iam::222222222222:user/nobody"',
      ],
    },
    {
      aws: "iam create-role --role-name 'not good' --assume-role-policy-document {trust}",
      refused: ["ValidationError", /roleName/],
    },
    {
      aws: "iam get-role --role-name worker",
      answers: { Role: { Description: "Works", MaxSessionDuration: 7200, RoleLastUsed: {} } },
    },
    {
      aws: "iam get-role --role-name absent",
      refused: ["NoSuchEntity", "The role with name absent cannot be found."],
    },
    {
      aws: "iam attach-role-policy --role-name worker --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess",
    },
    {
      aws: "iam attach-role-policy --role-name worker --policy-arn arn:aws:iam::222222222222:policy/absent",
      refused: [
        "NoSuchEntity",
        "Policy arn:aws:iam::222222222222:policy/absent does not exist or is not attachable.",
      ],
    },
    {
      aws: "iam put-role-policy --role-name worker --policy-name inner --policy-document {reading}",
    },
    {
      aws: "iam get-role-policy --role-name worker --policy-name inner",
      answers: {
        RoleName: "worker",
        PolicyName: "inner",
        PolicyDocument: { Version: "2012-10-17", Statement: [{ Action: "s3:GetObject" }] },
      },
    },
    {
      aws: "iam put-role-policy --role-name worker --policy-name bad --policy-document '{\"nonsense\":1}'",
      refused: ["MalformedPolicyDocument", "Syntax errors in policy."],
    },
    {
      aws: "iam delete-role --role-name worker",
      refused: [
        "DeleteConflict",
        /^Cannot delete entity, must (detach|delete)( all)? policies first\.$/,
      ],
    },
    {
      aws: "iam create-policy --policy-name reading --policy-document {reading} --path /team/",
      answers: {
        Policy: {
          PolicyName: "reading",
          PolicyId: /^ANPA/,
          Arn: "arn:aws:iam::222222222222:policy/team/reading",
          DefaultVersionId: "v1",
          AttachmentCount: 0,
          IsAttachable: true,
        },
      },
      keep: { policy: "Policy.Arn" },
    },
    {
      aws: "iam create-policy --policy-name reading --policy-document {reading}",
      refused: [
        "EntityAlreadyExists",
        "A policy called reading already exists. Duplicate names are not allowed.",
      ],
    },
    {
      aws: "iam create-user --user-name ann",
      answers: { User: { UserId: /^AIDA/, UserName: "ann" } },
    },
    {
      aws: "iam create-user --user-name ann",
      refused: ["EntityAlreadyExists", "User with name ann already exists."],
    },
    {
      aws: "iam create-access-key --user-name ann",
      answers: {
        AccessKey: { UserName: "ann", AccessKeyId: /^AKIA[A-Z0-9]{16}$/, Status: "Active" },
      },
      keep: { ann: "AccessKey", annKey: "AccessKey.AccessKeyId" },
    },
    { aws: "iam create-access-key --user-name ann", answers: { AccessKey: { Status: "Active" } } },
    {
      aws: "iam create-access-key --user-name ann",
      refused: ["LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2"],
    },
    {
      aws: "iam list-users",
      by: "ann",
      refused: [
        "AccessDenied",
        "User: arn:aws:iam::222222222222:user/ann is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::222222222222:user/ because no identity-based policy allows the iam:ListUsers action",
      ],
    },
    { aws: "iam update-access-key --user-name ann --access-key-id {annKey} --status Inactive" },
    {
      aws: "sts get-caller-identity",
      by: "ann",
      refused: ["InvalidClientTokenId", "The security token included in the request is invalid."],
    },
    {
      aws: "iam delete-user --user-name ann",
      refused: ["DeleteConflict", "Cannot delete entity, must delete access keys first."],
    },
    {
      aws: "iam get-account-password-policy",
      refused: [
        "NoSuchEntity",
        "The Password Policy with domain name 222222222222 cannot be found.",
      ],
    },
    {
      aws: "iam list-entities-for-policy --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess",
      answers: { PolicyRoles: [{ RoleName: "worker" }], PolicyUsers: [], PolicyGroups: [] },
    },
    { aws: "iam wait role-exists --role-name worker" },
  ],
};
