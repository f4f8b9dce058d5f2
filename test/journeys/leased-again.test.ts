import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  CreateBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "../../local/cloud/people.ts";
import type { Credentials } from "../../local/kernel/principal.ts";
import { holderSettings } from "../access/holder-deeds.ts";
import { asAccessRole } from "../support/as-access-role.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { anActiveLease, end } from "../support/lives.ts";

let cloud: TestCloud;
let [first, second, account, roleArn] = ["", "", "", ""];
let kept: Credentials;

const settings = (credentials: Credentials) => holderSettings(cloud.url, credentials);

async function entering(leaseId: string, person: Person): Promise<Credentials> {
  const { body } = await cloud.as(person)(`POST /v1/leases/${leaseId}/credentials`, {});
  const { AccessKeyId, SecretAccessKey, SessionToken } = body as Record<string, string>;
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error(JSON.stringify(body));
  return {
    ...{ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  };
}

/** What somebody leaves in an account: data, a table, and a role that would let them in again. */
async function leaveMess(credentials: Credentials): Promise<void> {
  const s3 = new S3Client({ ...settings(credentials), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: "left-in-haste" }));
  for (const Key of ["one", "two"])
    await s3.send(new PutObjectCommand({ Bucket: "left-in-haste", Key, Body: "of the first" }));
  await new DynamoDBClient(settings(credentials)).send(
    new CreateTableCommand({
      ...{ TableName: "of-the-first", BillingMode: "PAY_PER_REQUEST" },
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    }),
  );
  const trust = { Effect: "Allow", Principal: { AWS: "222222222222" }, Action: "sts:AssumeRole" };
  const Document = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
  const role = { RoleName: "way-back-in", AssumeRolePolicyDocument: Document };
  await asAccessRole(cloud, account, ["iam", "CreateRole", role]);
}

beforeAll(async () => {
  cloud = await aCloud();
  first = await anActiveLease(cloud, { template: "workshop", duration: "PT8H" });
  const lease = (await cloud.as("developer")(`GET /v1/leases/${first}`)).body;
  account = String(lease["accountId"]);
  ({ roleArn } = lease["access"] as { roleArn: string });
  kept = await entering(first, "developer");
  await leaveMess(kept);
  await end(cloud, first);
  await cloud.until("AccountReturned", { leaseId: first });
  second = await anActiveLease(cloud, { template: "workshop", duration: "PT8H" }, "colleague");
});

const found = async (service: string, operation: string) =>
  JSON.stringify(await asAccessRole(cloud, account, [service, operation, {}]));

test("an account is leased again with nothing of the first holder in it", async () => {
  expect(await cloud.lease(second)).toMatchObject({
    ...{ status: "active", accountId: account },
    reused: { leases: 1, note: expect.stringContaining("may still be used up") },
  });
  expect(await cloud.lease(first)).not.toHaveProperty("reused");
  expect(await found("s3", "ListBuckets")).not.toContain("left-in-haste");
  expect(await found("dynamodb", "ListTables")).not.toContain("of-the-first");
  expect(await found("iam", "ListRoles")).not.toContain("way-back-in");
});

test("its second holder gets in", async () => {
  const s3 = new S3Client(settings(await entering(second, "colleague")));
  expect(await s3.send(new ListBucketsCommand({}))).toMatchObject({ Buckets: [] });
});

test("its first holder does not, neither with what they kept nor with anything new", async () => {
  const withKept = new S3Client(settings(kept)).send(new ListBucketsCommand({}));
  await expect(withKept).rejects.toThrow("does not exist in our records");
  const again = await cloud.as("developer")(`POST /v1/leases/${first}/credentials`, {});
  expect(again.status).toBe(409);
  const foreign = await cloud.as("developer")(`POST /v1/leases/${second}/credentials`, {});
  expect(foreign.status).toBe(404);
  const asking = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "developer" });
  const sts = new STSClient(settings(cloud.people.developer));
  await expect(sts.send(asking)).rejects.toThrow(/not authorized to perform: sts:AssumeRole/);
});
