import { describe, expect, test } from "vitest";
import { guardRail } from "../../infra/guard-rails.ts";
import type { Principal } from "../../local/kernel/principal.ts";
import {
  type Attempt,
  BATCH,
  CHILD,
  isAllowed,
  MAYFLY,
  NAMES,
  OWN_ROLE,
  OWNER,
  ROOT,
  USER,
} from "./under-a-guard-rail.ts";

describe("a guard rail", () => {
  test.each(["leased", "regions", "frozen", "quarantine"])(
    "%s is within the limit and fully filled in",
    (name) => {
      const text = JSON.stringify(guardRail(name, NAMES));
      expect(text.length).toBeLessThanOrEqual(10_240);
      expect(text).not.toContain("${");
    },
  );

  test("that Organizations would refuse is refused at synthesis, with its length", () => {
    const names = { ...NAMES, Prefix: "x".repeat(11_000) };
    expect(() => guardRail("leased", names)).toThrow(/leased has \d{5} characters; .* 10240\./);
  });
});

describe("an owner of a leased account", () => {
  test.each<[string, Attempt]>([
    ["leaves the organization", { action: "organizations:LeaveOrganization" }],
    ["closes the account", { action: "account:CloseAccount" }],
    ["renames the account, by which Mayfly knows it", { action: "account:PutAccountName" }],
    ["takes the alias away, without which no nuke runs", { action: "iam:DeleteAccountAlias" }],
    ["opts into a Region", { action: "account:EnableRegion" }],
    ["buys for years", { action: "savingsplans:CreateSavingsPlan" }],
    ["locks a snapshot", { action: "ec2:LockSnapshot" }],
    [
      "changes who is trusted by the access role",
      {
        action: "iam:UpdateAssumeRolePolicy",
        resource: `arn:aws:iam::${CHILD}:role/OrganizationAccountAccessRole`,
      },
    ],
    [
      "takes a permission into the own role",
      { action: "iam:PutRolePolicy", resource: `arn:aws:iam::${CHILD}:role/mayfly-lease-holder` },
    ],
    [
      "makes a role of a name that Mayfly uses",
      { action: "iam:CreateRole", resource: `arn:aws:iam::${CHILD}:role/mayfly-anything` },
    ],
  ])("never %s", (_, attempt) => {
    expect(isAllowed("leased", OWNER, attempt)).toBe(false);
  });

  test.each<[string, Attempt]>([
    ["starts instances", { action: "ec2:RunInstances" }],
    [
      "makes roles of other names",
      { action: "iam:CreateRole", resource: `arn:aws:iam::${CHILD}:role/app` },
    ],
    ["makes buckets", { action: "s3:CreateBucket", resource: "arn:aws:s3:::bucket" }],
  ])("%s", (_, attempt) => {
    expect(isAllowed("leased", OWNER, attempt)).toBe(true);
  });

  test("is not the root user, who may do nothing", () => {
    expect(isAllowed("leased", ROOT, { action: "s3:ListAllMyBuckets" })).toBe(false);
    const task = { action: "s3:DeleteBucketPolicy", context: { "aws:AssumedRoot": true } };
    expect(isAllowed("leased", ROOT, task)).toBe(true);
  });
});

describe("Mayfly in a leased account", () => {
  test.each(["iam:CreateRole", "iam:DeleteRole", "iam:PutRolePolicy", "iam:CreateAccountAlias"])(
    "keeps the permission %s on its own roles",
    (action) => {
      const resource = `arn:aws:iam::${CHILD}:role/mayfly-lease-holder`;
      expect(isAllowed("leased", MAYFLY, { action, resource })).toBe(true);
    },
  );
});

describe("a frozen account", () => {
  const PEOPLE: readonly [string, Principal][] = [
    ["the owner", OWNER],
    ["a role of the owner's", OWN_ROLE],
    ["a user with access keys", USER],
    ["a service role", BATCH],
  ];

  test.each(PEOPLE)("starts nothing new that costs, by %s", (_, principal) => {
    for (const action of [
      ...["ec2:RunInstances", "ec2:StartInstances", "ec2:CreateVolume", "ec2:CreateNatGateway"],
      ...["rds:CreateDBInstance", "rds:StartDBInstance", "eks:CreateCluster", "ecs:RunTask"],
      ...["lambda:CreateFunction", "lambda:InvokeFunction", "sagemaker:CreateTrainingJob"],
      ...["bedrock:InvokeModel", "s3:CreateBucket", "s3:PutObject", "dynamodb:CreateTable"],
      ...["cloudformation:CreateStack", "autoscaling:SetDesiredCapacity", "states:StartExecution"],
    ])
      expect([action, isAllowed("frozen", principal, { action })]).toEqual([action, false]);
  });

  test.each(PEOPLE)(
    "lets data be read, and things be stopped and deleted, by %s",
    (_, principal) => {
      for (const action of [
        ...[
          "s3:GetObject",
          "s3:ListBucket",
          "dynamodb:Scan",
          "ec2:DescribeInstances",
          "logs:GetLogEvents",
        ],
        ...[
          "ec2:StopInstances",
          "ec2:TerminateInstances",
          "rds:StopDBInstance",
          "rds:DeleteDBInstance",
        ],
        ...["s3:DeleteObject", "s3:DeleteBucket", "dynamodb:DeleteTable", "ec2:DeleteVolume"],
        ...["cloudformation:DeleteStack", "lambda:DeleteFunction"],
      ])
        expect([action, isAllowed("frozen", principal, { action })]).toEqual([action, true]);
    },
  );

  test("leaves everything to Mayfly", () => {
    for (const action of ["ec2:RunInstances", "s3:PutObject", "cloudformation:CreateStack"])
      expect(isAllowed("frozen", MAYFLY, { action })).toBe(true);
  });
});

describe("quarantine", () => {
  test("leaves everything to Mayfly", () => {
    for (const action of ["ec2:TerminateInstances", "iam:DeleteRole", "ec2:RunInstances"])
      expect(isAllowed("quarantine", MAYFLY, { action })).toBe(true);
  });

  test.each<[string, Principal]>([
    ["the owner's open session", OWNER],
    ["a role of the owner's", OWN_ROLE],
    ["a user with access keys", USER],
    ["the root user", ROOT],
    ["a service role", BATCH],
  ])("stops %s from starting, reading and changing anything", (_, principal) => {
    for (const action of ["ec2:RunInstances", "s3:GetObject", "iam:CreateUser", "sts:AssumeRole"])
      expect(isAllowed("quarantine", principal, { action })).toBe(false);
  });

  test.each([
    ["ec2:TerminateInstances"],
    ["autoscaling:DeleteAutoScalingGroup"],
    ["ecs:DeleteCluster"],
    ["ec2:DescribeInstances"],
  ])("lets a service take down what it made, by a service role: %s", (action) => {
    expect(isAllowed("quarantine", BATCH, { action })).toBe(true);
    expect(isAllowed("quarantine", OWN_ROLE, { action })).toBe(false);
  });

  test("keeps a service role from growing what it has to take down", () => {
    for (const action of ["autoscaling:UpdateAutoScalingGroup", "ecs:RunTask", "ecs:CreateCluster"])
      expect(isAllowed("quarantine", BATCH, { action })).toBe(false);
  });

  test("lets Lambda free a network interface with the role of a function", () => {
    const action = "ec2:DeleteNetworkInterface";
    expect(isAllowed("quarantine", OWN_ROLE, { action })).toBe(true);
    expect(isAllowed("quarantine", USER, { action })).toBe(false);
  });

  test("is no way around for a request that passes through a service", () => {
    const context = { "aws:ViaAWSService": true };
    expect(isAllowed("quarantine", OWNER, { action: "ec2:RunInstances", context })).toBe(false);
  });
});
