import * as iam from "@aws-sdk/client-iam";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import type { Credentials } from "../../local/kernel/principal.ts";
import example from "../../mayfly.config.example.ts";
import { asAccessRole } from "../support/as-access-role.ts";
import { aCloud } from "../support/cloud.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

/** A trust policy that lets this principal of AWS, or these services, in. */
export const trusting = (Principal: object): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  });

/**
 * A leased account whose holder is a bounded administrator, and in it what a holder would climb up by: a
 * user, a group and a role with every permission and no boundary.
 */
export async function aBoundedHolder() {
  const bounded = {
    ...{ ...example.templates[0], name: "bounded", baseline: "bounded" },
    // Roles of the holder's own must be free to be entered like roles of everybody's.
    ...{ permissionsBoundary: { policy: "boundary" }, sourceIdentity: false },
  } as (typeof example.templates)[number];
  const { configuration, engine } = await localConfiguration({ templates: [bounded] });
  const cloud = await aCloud({ configuration, engine });
  const leaseId = await cloud.request({ template: "bounded" });
  const { accountId } = await cloud.until("LeaseActivated", { leaseId });
  const account = String(accountId);
  await arrange((operation, input) => asAccessRole(cloud, account, ["iam", operation, input]));
  const { body } = await cloud.as("developer")(`POST /v1/leases/${leaseId}/credentials`);
  const credentials: Credentials = {
    accessKeyId: String(body["AccessKeyId"]),
    secretAccessKey: String(body["SecretAccessKey"]),
    sessionToken: String(body["SessionToken"]),
  };
  const settings = (as: Credentials = credentials) => ({
    ...{ endpoint: cloud.url, region: "us-east-1", credentials: as, maxAttempts: 1 },
  });
  return {
    ...{ cloud, account, settings },
    boundary: `arn:aws:iam::${account}:policy/mayfly-boundary`,
    iam: new iam.IAMClient(settings()),
  };
}

/** What the access role leaves in the account: nobody made like this would be bounded. */
async function arrange(call: (operation: string, input: object) => Promise<unknown>) {
  await call("CreateUser", { UserName: "victim" });
  await call("CreateLoginProfile", { UserName: "victim", Password: "Correct-Horse-Battery-1!" });
  await call("AttachUserPolicy", { UserName: "victim", PolicyArn: ADMINISTRATOR });
  await call("CreateUser", { UserName: "accomplice" });
  await call("CreateGroup", { GroupName: "admins" });
  await call("AttachGroupPolicy", { GroupName: "admins", PolicyArn: ADMINISTRATOR });
  const AssumeRolePolicyDocument = trusting({ Service: "ec2.amazonaws.com" });
  await call("CreateRole", { RoleName: "unbounded", AssumeRolePolicyDocument });
  await call("AttachRolePolicy", { RoleName: "unbounded", PolicyArn: ADMINISTRATOR });
}
