import { setTimeout } from "node:timers/promises";
import { AccountClient, paginateListRegions } from "@aws-sdk/client-account";
import { paginateListBuckets, S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { assumeRole, type RoleCredentials } from "../adapters/aws/assume-role.ts";
import { CLIENT_SETTINGS, GLOBAL_REGION } from "../adapters/aws/client-settings.ts";
import { dynamoLedger, ledgerClient } from "../adapters/aws/dynamodb-ledger.ts";
import { organizationsClient } from "../adapters/aws/organizations-client.ts";
import { organizationsFacts } from "../adapters/aws/organizations-facts.ts";
import { unlock } from "../adapters/aws/root-unlock.ts";
import { s3NukeReports } from "../adapters/aws/s3-nuke-reports.ts";
import { systemClock } from "../adapters/system.ts";
import { accessExternalId } from "../domain/access/access-role.ts";
import type { AccountId } from "../domain/ids.ts";
import { readEnvironment } from "../functions/shared/environment.ts";
import { fencesOf } from "../functions/shared/rails.ts";
import { environment as contract } from "./contract.ts";
import { fetchEngine } from "./engine.ts";
import { nuke } from "./program.ts";

const environment = readEnvironment(contract);
const broker = {
  roleArn: environment.BROKER_ROLE_ARN,
  sessionName: `nuke-${environment.ACCOUNT_KEY}`,
};

const brokerCredentials = assumeRole(new STSClient(CLIENT_SETTINGS), broker);

const enter = (accountId: AccountId) =>
  assumeRole(
    new STSClient({
      ...CLIENT_SETTINGS,
      credentials: brokerCredentials,
    }),
    {
      roleArn: `arn:aws:iam::${accountId}:role/${environment.ACCESS_ROLE_NAME}`,
      sessionName: broker.sessionName,
      externalId: accessExternalId(accountId),
    },
  )();

async function enabledRegions(credentials: RoleCredentials): Promise<readonly string[]> {
  const client = new AccountClient({ ...CLIENT_SETTINGS, region: GLOBAL_REGION, credentials });
  const regions: string[] = [];
  for await (const page of paginateListRegions(
    { client },
    { RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"] },
  ))
    for (const { RegionName } of page.Regions ?? [])
      if (RegionName !== undefined) regions.push(RegionName);
  return regions;
}

async function buckets(credentials: RoleCredentials): Promise<readonly string[]> {
  const client = new S3Client({ ...CLIENT_SETTINGS, credentials, forcePathStyle: true });
  const names: string[] = [];
  // Only a listing by pages tells the Regions.
  for await (const page of paginateListBuckets({ client, pageSize: 1_000 }, {}))
    for (const { Name, BucketRegion } of page.Buckets ?? [])
      names.push(`${BucketRegion} - S3Bucket - s3://${Name}`);
  return names;
}

const { remaining, reasons, problems } = await nuke(
  {
    ledger: dynamoLedger(ledgerClient(), environment.LEDGER_TABLE),
    organization: organizationsFacts(organizationsClient(broker)),
    reports: s3NukeReports(environment.REPORTS_BUCKET),
    clock: systemClock,
    pause: (seconds) => setTimeout(seconds * 1_000),
    fences: fencesOf(environment),
    enter,
    enabledRegions,
    buckets,
    unlock: (accountId, locked) =>
      unlock(
        new STSClient({ ...CLIENT_SETTINGS, credentials: brokerCredentials }),
        accountId,
        locked,
      ),
    fetchEngine: () =>
      fetchEngine({ location: environment.ENGINE_LOCATION, sha256: environment.ENGINE_SHA256 }),
    accessRoleName: environment.ACCESS_ROLE_NAME,
    organizationTrails: environment.ORGANIZATION_TRAILS,
    passes: environment.PASSES,
  },
  {
    accountKey: environment.ACCOUNT_KEY,
    leaseId: environment.LEASE_ID,
    attempt: environment.ATTEMPT,
  },
);
for (const problem of problems) console.error(`not looked at: ${problem}`);
for (const name of remaining) console.error(`left: ${name} ${reasons[name] ?? ""}`);
console.log(
  remaining.length === 0 ? "The account is empty." : `${remaining.length} resources are left.`,
);
// verify-clean reads the report and decides: an account that is not empty is not a failed build.
