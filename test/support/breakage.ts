import type { PlannedFault } from "../../local/wire/faults.ts";
import { asRoot, MANAGEMENT, VENDING } from "./as-root.ts";
import type { TestCloud } from "./cloud.ts";

/** A role and what it may not do any more. */
export interface Ban {
  /** Name of the role after `mayfly-`: a function's own, or `broker-…` of the management account. */
  readonly role: string;
  readonly action: string;
}

const POLICY = "forbidden-by-mistake";

/**
 * Takes a permission away, as somebody might by mistake: what needs it fails for good and with the service's
 * own words. Answers how to give it back.
 */
export async function forbid(cloud: TestCloud, ban: Ban): Promise<() => Promise<void>> {
  const account = ban.role.startsWith("broker-") ? MANAGEMENT : VENDING;
  const names = { RoleName: `mayfly-${ban.role}`, PolicyName: POLICY };
  const iam = (operation: string, input: object) =>
    asRoot(cloud, { account, region: "us-east-1", service: "iam", operation, input });
  const Statement = [{ Effect: "Deny", Action: ban.action, Resource: "*" }];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam("PutRolePolicy", { ...names, PolicyDocument });
  return async () => {
    await iam("DeleteRolePolicy", names);
  };
}

/** Teardowns end before the nuke, in attention: for tests that are not about it and let days pass. */
export const NO_NUKES: Ban = { role: "begin-nuke", action: "dynamodb:*" };

/** Teardowns wait for their build for some hours: for tests that do not let so much time pass. */
export const NO_BUILDS: PlannedFault = {
  ...{ service: "codebuild", operation: "StartBuild", fault: "throttle" },
};
