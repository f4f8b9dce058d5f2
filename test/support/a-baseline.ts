import type { Baseline, BaselineRole, PolicyDocument } from "../../domain/baseline/baseline.ts";
import type { BaselineSite } from "../../domain/baseline/wanted.ts";
import { ACCOUNT_ID } from "./builders.ts";

export const aDocument = (Action: string): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource: "*" }],
});

const TRUST: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::${AccountId}:root" },
      Action: "sts:AssumeRole",
    },
  ],
};

export const aRole = (more: Partial<BaselineRole> = {}): BaselineRole => ({
  ...{ name: "auditor", description: "Looks.", trust: TRUST, longestSession: 3_600, tags: {} },
  managedPolicies: [{ arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }, { policy: "look" }],
  inlinePolicies: { list: aDocument("s3:ListAllMyBuckets") },
  permissionsBoundary: { policy: "look" },
  ...more,
});

/** A baseline that has something of everything. */
export const aBaseline = (more: Partial<Baseline> = {}): Baseline => ({
  ...{ name: "full", description: "Everything.", names: { prefix: "x-", suffix: "-y" } },
  tags: { team: "platform" },
  passwordPolicy: {
    MinimumPasswordLength: 16,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    AllowUsersToChangePassword: true,
    PasswordReusePrevention: 24,
  },
  policies: [{ name: "look", description: "To look.", document: aDocument("ec2:Describe*") }],
  roles: [aRole()],
  contacts: {
    SECURITY: {
      ...{ name: "Security", title: "Team", email: "security@example.com", phone: "+44 1" },
    },
  },
  blockPublicS3: true,
  regions: [{ names: ["eu-west-1", "us-east-1"], encryptVolumes: true, defaultVpc: "remove" }],
  ...more,
});

export const aSite = (more: Partial<BaselineSite> = {}): BaselineSite => ({
  ...{ accountId: ACCOUNT_ID, prefix: "mayfly", alias: "mayfly-k012345678" },
  tags: { "mayfly:managed-by": "mayfly", "mayfly:account-key": "k012345678" },
  ...more,
});
