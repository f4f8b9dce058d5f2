import { describe, expect, test } from "vitest";
import type { Principal } from "../../local/kernel/principal.ts";
import {
  type Attempt,
  BATCH,
  CHILD,
  isAllowed,
  MAYFLY,
  OWN_ROLE,
  OWNER,
  ROOT,
  statementsOf,
  USER,
} from "./under-a-guard-rail.ts";

/** What one statement of a guard rail stops, and what comes close to it and goes through. */
interface Row {
  readonly stops: readonly (readonly [Principal, ...Attempt[]])[];
  readonly passes: readonly (readonly [Principal, ...Attempt[]])[];
}

const to = (...actions: readonly string[]): Attempt[] => actions.map((action) => ({ action }));
const on = (resource: string, ...actions: readonly string[]): Attempt[] =>
  actions.map((action) => ({ action, resource }));
const own = (kind: "role" | "policy", name: string) => `arn:aws:iam::${CHILD}:${kind}/${name}`;

const ACCESS_ROLE = own("role", "OrganizationAccountAccessRole");
const HOLDER = own("role", "mayfly-lease-holder");
const TASK = { context: { "aws:AssumedRoot": true } };

const LEASED: Readonly<Record<string, Row>> = {
  StayInTheOrganization: {
    stops: [[OWNER, ...to("organizations:LeaveOrganization", "account:CloseAccount")]],
    passes: [[OWNER, ...to("organizations:DescribeOrganization", "account:GetContactInformation")]],
  },
  NoRootUser: {
    stops: [[ROOT, ...to("s3:ListAllMyBuckets", "iam:CreateAccessKey", "ec2:RunInstances")]],
    passes: [
      [ROOT, { action: "s3:DeleteBucketPolicy", ...TASK }],
      [OWNER, ...to("s3:ListAllMyBuckets")],
      [USER, ...to("s3:ListAllMyBuckets")],
    ],
  },
  ProtectWhatIsMayflys: {
    stops: [
      [OWNER, ...on(HOLDER, "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:DeleteRole")],
      [OWNER, ...on(ACCESS_ROLE, "iam:UpdateAssumeRolePolicy", "iam:PassRole", "sts:AssumeRole")],
      [OWNER, ...on(own("role", "mayfly-x"), "iam:CreateRole", "iam:TagRole", "iam:UpdateRole")],
      [
        OWNER,
        ...on(own("policy", "mayfly-boundary"), "iam:CreatePolicyVersion", "iam:DeletePolicy"),
        ...on(own("policy", "mayfly-boundary"), "iam:SetDefaultPolicyVersion", "iam:CreatePolicy"),
      ],
      [USER, ...on(HOLDER, "iam:PutRolePermissionsBoundary", "iam:DeleteRolePermissionsBoundary")],
    ],
    passes: [
      [OWNER, ...on(HOLDER, "iam:GetRole", "iam:ListRolePolicies")],
      [OWNER, ...on(own("role", "app"), "iam:CreateRole", "iam:PassRole", "sts:AssumeRole")],
      [OWNER, ...on(own("policy", "app"), "iam:CreatePolicyVersion")],
      [MAYFLY, ...on(HOLDER, "iam:CreateRole", "iam:DeleteRole")],
    ],
  },
  KeepTheAlias: {
    stops: [[OWNER, ...to("iam:CreateAccountAlias", "iam:DeleteAccountAlias")]],
    passes: [
      [OWNER, ...to("iam:ListAccountAliases")],
      [MAYFLY, ...to("iam:CreateAccountAlias")],
    ],
  },
  KeepNameAndContacts: {
    stops: [
      [OWNER, ...to("account:PutAccountName", "account:PutAlternateContact")],
      [OWNER, ...to("account:StartPrimaryEmailUpdate", "account:PutContactInformation")],
    ],
    passes: [[OWNER, ...to("account:GetAccountInformation", "account:GetAlternateContact")]],
  },
  NoRegionOptIn: {
    stops: [[OWNER, ...to("account:EnableRegion", "account:DisableRegion")]],
    passes: [[OWNER, ...to("account:ListRegions", "ec2:DescribeRegions")]],
  },
  NoCommitments: {
    stops: [
      [OWNER, ...to("ec2:PurchaseReservedInstancesOffering", "savingsplans:CreateSavingsPlan")],
      [OWNER, ...to("rds:PurchaseReservedDBInstancesOffering", "route53domains:RegisterDomain")],
      [OWNER, ...to("aws-marketplace:Subscribe", "shield:CreateSubscription")],
    ],
    passes: [
      [OWNER, ...to("ec2:RunInstances", "rds:CreateDBInstance", "route53:CreateHostedZone")],
    ],
  },
  NothingThatCannotBeNuked: {
    stops: [
      [OWNER, ...to("s3:PutBucketObjectLockConfiguration", "s3:PutObjectRetention")],
      [OWNER, ...to("ec2:LockSnapshot", "backup:PutBackupVaultLockConfiguration")],
    ],
    passes: [[OWNER, ...to("s3:PutObject", "ec2:CreateSnapshot", "backup:CreateBackupVault")]],
  },
};

const from = (region: string, ...actions: readonly string[]): Attempt[] =>
  actions.map((action) => ({ action, context: { "aws:RequestedRegion": region } }));

const REGIONS: Readonly<Record<string, Row>> = {
  StayInTheRegions: {
    stops: [
      [OWNER, ...from("us-west-2", "ec2:RunInstances", "s3:CreateBucket", "kms:CreateKey")],
      [OWN_ROLE, ...from("us-east-1", "ec2:RunInstances", "bedrock:InvokeModel")],
      [USER, ...from("ap-northeast-1", "lambda:CreateFunction", "ec2:DescribeInstances")],
    ],
    passes: [
      [OWNER, ...from("eu-west-1", "ec2:RunInstances", "s3:CreateBucket", "kms:CreateKey")],
      [OWN_ROLE, ...from("eu-central-1", "ec2:RunInstances")],
      // Those of the whole world sign as us-east-1.
      [OWNER, ...from("us-east-1", "iam:CreateRole", "route53:ListHostedZones", "sts:AssumeRole")],
      [OWNER, ...from("us-east-1", "cloudfront:CreateDistribution", "s3:ListAllMyBuckets")],
      [OWNER, ...from("us-west-2", "ec2:DescribeRegions")],
      // Baseline and nuke go wherever something may be.
      [MAYFLY, ...from("us-west-2", "ec2:DeleteVpc", "ec2:TerminateInstances")],
    ],
  },
};

const QUARANTINE: Readonly<Record<string, Row>> = {
  NoPeople: {
    stops: [
      [USER, ...to("ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces")],
      [ROOT, ...to("ec2:DetachNetworkInterface")],
    ],
    passes: [
      [MAYFLY, ...to("s3:DeleteBucket")],
      [ROOT, { action: "s3:DeleteBucketPolicy", ...TASK }],
    ],
  },
  OtherRolesOnlyFreeNetworks: {
    stops: [[OWN_ROLE, ...to("ec2:TerminateInstances", "ecs:StopTask")]],
    passes: [[OWN_ROLE, ...to("ec2:DeleteNetworkInterface", "ec2:DetachNetworkInterface")]],
  },
  ServiceRolesOnlyTakeDown: {
    stops: [[BATCH, ...to("ec2:RunInstances", "s3:GetObject", "ecs:RunTask")]],
    passes: [[BATCH, ...to("ec2:TerminateInstances", "ecs:DeleteCluster", "ecs:ListClusters")]],
  },
};

const flat = (rows: Row["stops"]) =>
  rows.flatMap(([principal, ...attempts]) => attempts.map((each) => [principal, each] as const));

describe.each([
  ["leased", LEASED],
  ["regions", REGIONS],
  ["quarantine", QUARANTINE],
] as const)("each statement of %s", (rail, table) => {
  test("has a line in the table above", () => {
    expect(Object.keys(table)).toEqual(statementsOf(rail));
  });

  test.each(Object.entries(table))("%s stops what nothing else of it would stop", (sid, row) => {
    for (const [principal, attempt] of flat(row.stops)) {
      expect(isAllowed(rail, principal, attempt), attempt.action).toBe(false);
      const alone = isAllowed(rail, principal, { ...attempt, without: sid });
      expect(alone, `${attempt.action} without ${sid}`).toBe(true);
    }
  });

  test.each(Object.entries(table))("%s lets through what comes close", (_, row) => {
    for (const [principal, attempt] of flat(row.passes))
      expect(isAllowed(rail, principal, attempt), attempt.action).toBe(true);
  });
});
