import { asAccessRole } from "./as-access-role.ts";
import { asRoot, MANAGEMENT } from "./as-root.ts";
import type { TestCloud } from "./cloud.ts";

type Cloud = Pick<TestCloud, "dispatch" | "configuration" | "world">;

/** Lets the management account act as the root user of its members, for single tasks. */
export async function enableRootSessions(cloud: Cloud): Promise<void> {
  const central = { account: MANAGEMENT, region: "us-east-1" };
  await asRoot(cloud, {
    ...{ ...central, service: "organizations", operation: "EnableAWSServiceAccess" },
    input: { ServicePrincipal: "iam.amazonaws.com" },
  });
  await asRoot(cloud, {
    ...{ ...central, service: "iam", operation: "EnableOrganizationsRootSessions" },
  });
}

const LOCKED = "shut-by-mistake";

/** Makes a bucket in an account, and locks everybody out of it. */
export async function lockBucket(cloud: Cloud, account: string): Promise<void> {
  const s3 = (operation: string, input: object) =>
    asAccessRole(cloud, account, ["s3", operation, { Bucket: LOCKED, ...input }]);
  await s3("CreateBucket", {});
  const arn = `arn:aws:s3:::${LOCKED}`;
  const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [deny] });
  await s3("PutBucketPolicy", { Policy });
}
