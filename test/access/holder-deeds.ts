import {
  AccountClient,
  DisableRegionCommand,
  PutAlternateContactCommand,
  type PutAlternateContactCommandInput,
} from "@aws-sdk/client-account";
import { CreateVolumeCommand, DescribeVolumesCommand, EC2Client } from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import { LeaveOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import {
  CreateBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Credentials } from "../../local/kernel/principal.ts";

/** What every client of a holder is made with. */
export const holderSettings = (endpoint: string, credentials: Credentials) => ({
  region: "eu-west-1",
  endpoint,
  credentials,
  forcePathStyle: true,
});

type Settings = ReturnType<typeof holderSettings>;

/** Something that a holder does, or tries to do, in their account. */
type Deed = readonly [what: string, does: (as: Settings, account: string) => Promise<unknown>];

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});

const role = (RoleName: string) => ({ RoleName });
const CONTACT: PutAlternateContactCommandInput = {
  ...{ Name: "x", Title: "x", EmailAddress: "x@example.com", PhoneNumber: "+44 1" },
  AlternateContactType: "SECURITY",
};

/** What the holder of an administrators' role does every day. */
export const ORDINARY: readonly Deed[] = [
  [
    "stores things",
    async (as) => {
      const s3 = new S3Client(as);
      await s3.send(new CreateBucketCommand({ Bucket: "holders-things" }));
      await s3.send(new PutObjectCommand({ Bucket: "holders-things", Key: "a", Body: "b" }));
      return await s3.send(new ListBucketsCommand({}));
    },
  ],
  [
    "makes volumes",
    async (as) => {
      const ec2 = new EC2Client(as);
      const AvailabilityZone = "eu-west-1a";
      await ec2.send(new CreateVolumeCommand({ AvailabilityZone, Size: 1 }));
      return await ec2.send(new DescribeVolumesCommand({}));
    },
  ],
  [
    "makes roles for services",
    (as) =>
      new iam.IAMClient(as).send(
        new iam.CreateRoleCommand({ RoleName: "app", AssumeRolePolicyDocument: TRUST }),
      ),
  ],
];

/** What the guard rails of leased accounts keep even administrators from. */
export const FORBIDDEN: readonly Deed[] = [
  [
    "leave the organization",
    (as) =>
      new OrganizationsClient({ ...as, region: "us-east-1" }).send(
        new LeaveOrganizationCommand({}),
      ),
  ],
  [
    "change the contacts",
    (as) => new AccountClient(as).send(new PutAlternateContactCommand(CONTACT)),
  ],
  [
    "opt out of a Region",
    (as) => new AccountClient(as).send(new DisableRegionCommand({ RegionName: "af-south-1" })),
  ],
  [
    "take the account's alias away",
    async (as) => {
      const client = new iam.IAMClient(as);
      const { AccountAliases = [] } = await client.send(new iam.ListAccountAliasesCommand({}));
      return await client.send(
        new iam.DeleteAccountAliasCommand({ AccountAlias: AccountAliases[0] }),
      );
    },
  ],
  [
    "make a role of a protected name",
    (as) =>
      new iam.IAMClient(as).send(
        new iam.CreateRoleCommand({ ...role("mayfly-mine"), AssumeRolePolicyDocument: TRUST }),
      ),
  ],
  [
    "change who is let into their role",
    (as) =>
      new iam.IAMClient(as).send(
        new iam.UpdateAssumeRolePolicyCommand({
          ...{ ...role("mayfly-lease-holder"), PolicyDocument: TRUST },
        }),
      ),
  ],
  [
    "delete Mayfly's access role",
    (as) =>
      new iam.IAMClient(as).send(new iam.DeleteRoleCommand(role("OrganizationAccountAccessRole"))),
  ],
  [
    "enter Mayfly's access role",
    (as, account) =>
      new STSClient(as).send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`,
          RoleSessionName: "me",
        }),
      ),
  ],
];
