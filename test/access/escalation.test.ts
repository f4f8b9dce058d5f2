import {
  AccountClient,
  EnableRegionCommand,
  ListRegionsCommand,
  PutAlternateContactCommand,
} from "@aws-sdk/client-account";
import {
  DescribeRegionsCommand,
  EC2Client,
  PurchaseReservedInstancesOfferingCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import { LeaveOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import * as s3control from "@aws-sdk/client-s3-control";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { beforeAll, describe, expect, test } from "vitest";
import { s3ControlClient } from "../support/s3-control-client.ts";
import { aBoundedHolder, trusting } from "./a-bounded-holder.ts";
import {
  ADMINISTRATOR,
  BY_EC2,
  ESCALATIONS,
  EVERYTHING,
  type Holder,
  OWN,
  ofAccount,
} from "./escalations.ts";

let holder: Holder;
beforeAll(async () => {
  holder = await aBoundedHolder();
  const PermissionsBoundary = holder.boundary;
  const trust = trusting({ AWS: `arn:aws:iam::${holder.account}:root` });
  await holder.iam.send(
    new iam.CreateRoleCommand({ ...OWN, PermissionsBoundary, AssumeRolePolicyDocument: trust }),
  );
}, 120_000);

const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation)$/;

describe("a bounded holder does not climb by", () => {
  test("fewer than twenty known paths", () => {
    expect(Object.keys(ESCALATIONS).length).toBeGreaterThanOrEqual(20);
  });

  test.each(Object.entries(ESCALATIONS))("%s", async (_, attempt) => {
    await expect(attempt(holder)).rejects.toMatchObject({ name: expect.stringMatching(DENIED) });
  });
});

describe("a bounded holder still", () => {
  test("makes roles with the boundary, and gives them policies", async () => {
    const PermissionsBoundary = holder.boundary;
    const role = { RoleName: "app", AssumeRolePolicyDocument: BY_EC2, PermissionsBoundary };
    await holder.iam.send(new iam.CreateRoleCommand(role));
    await holder.iam.send(
      new iam.PutRolePolicyCommand({
        ...{ RoleName: "app", PolicyName: "all", PolicyDocument: EVERYTHING },
      }),
    );
    await holder.iam.send(
      new iam.AttachRolePolicyCommand({ RoleName: "app", PolicyArn: ADMINISTRATOR }),
    );
    await holder.iam.send(
      new iam.DetachRolePolicyCommand({ RoleName: "app", PolicyArn: ADMINISTRATOR }),
    );
  });

  test("makes policies and changes them", async () => {
    const { Policy } = await holder.iam.send(
      new iam.CreatePolicyCommand({ PolicyName: "app", PolicyDocument: EVERYTHING }),
    );
    const PolicyArn = Policy?.Arn ?? "";
    const version = { PolicyArn, PolicyDocument: EVERYTHING, SetAsDefault: true };
    await holder.iam.send(new iam.CreatePolicyVersionCommand(version));
    await holder.iam.send(new iam.DeletePolicyVersionCommand({ PolicyArn, VersionId: "v1" }));
    await holder.iam.send(new iam.DeletePolicyCommand({ PolicyArn }));
  });

  test("passes a role of one's own to an instance and starts it", async () => {
    const InstanceProfileName = "app";
    await holder.iam.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName }));
    await holder.iam.send(
      new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: "app" }),
    );
    const dry = new RunInstancesCommand({
      ...{ DryRun: true, ImageId: "ami-00000000000000001", MinCount: 1, MaxCount: 1 },
    });
    await expect(new EC2Client(holder.settings()).send(dry)).rejects.toMatchObject({
      name: "DryRunOperation",
    });
  });

  test("is as bounded in a role of their own as before, whatever its policies say", async () => {
    await holder.iam.send(new iam.AttachRolePolicyCommand({ ...OWN, PolicyArn: ADMINISTRATOR }));
    const { Credentials: made } = await new STSClient(holder.settings()).send(
      new AssumeRoleCommand({
        ...{ RoleArn: ofAccount(holder, "role", OWN.RoleName), RoleSessionName: "own" },
      }),
    );
    const as = {
      accessKeyId: made?.AccessKeyId ?? "",
      secretAccessKey: made?.SecretAccessKey ?? "",
      sessionToken: made?.SessionToken ?? "",
    };
    const inOwn = { ...holder, iam: new iam.IAMClient(holder.settings(as)) };
    await inOwn.iam.send(new iam.ListUsersCommand({}));
    for (const name of Object.keys(ESCALATIONS).filter(
      (each) => !/^(PassRole|AssumeRole)/.test(each),
    ))
      await expect(ESCALATIONS[name]?.(inOwn), name).rejects.toMatchObject({
        name: expect.stringMatching(DENIED),
      });
  });
});

describe("a guard rail over the wire", () => {
  const account = () => new AccountClient(holder.settings());
  const ec2 = () => new EC2Client(holder.settings());
  const s3 = () => new S3Client({ ...holder.settings(), forcePathStyle: true });

  test.each<[string, () => Promise<unknown>]>([
    [
      "leaves the organization",
      () => new OrganizationsClient(holder.settings()).send(new LeaveOrganizationCommand({})),
    ],
    [
      "opts into a Region",
      () => account().send(new EnableRegionCommand({ RegionName: "af-south-1" })),
    ],
    [
      "changes whom AWS writes to",
      () =>
        account().send(
          new PutAlternateContactCommand({
            ...{ AlternateContactType: "SECURITY", Name: "Me", Title: "Me" },
            ...{ EmailAddress: "me@example.com", PhoneNumber: "1" },
          }),
        ),
    ],
    [
      "takes the alias away",
      () => holder.iam.send(new iam.DeleteAccountAliasCommand({ AccountAlias: "any" })),
    ],
    [
      "buys for years",
      () =>
        ec2().send(
          new PurchaseReservedInstancesOfferingCommand({
            ...{ InstanceCount: 1, ReservedInstancesOfferingId: "x" },
          }),
        ),
    ],
  ])("stops a holder who %s", async (_, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ name: expect.stringMatching(DENIED) });
  });

  test("lets a holder work", async () => {
    await s3().send(new CreateBucketCommand({ Bucket: "another-bucket" }));
    await s3().send(new PutObjectCommand({ Bucket: "another-bucket", Key: "k", Body: "v" }));
    await account().send(new ListRegionsCommand({}));
    await ec2().send(new DescribeRegionsCommand({}));
    await holder.iam.send(new iam.ListAccountAliasesCommand({}));
  });
});

describe("S3 of a bounded holder", () => {
  const s3 = () => new S3Client({ ...holder.settings(), forcePathStyle: true });
  const BOX = { Bucket: "a-box-for-everybody" };
  const PUBLIC = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" },
        Resource: `arn:aws:s3:::${BOX.Bucket}/*`,
      },
    ],
  });

  test("does not open to the public, though the bucket's own block is lifted", async () => {
    await s3().send(new CreateBucketCommand(BOX));
    await s3().send(new DeletePublicAccessBlockCommand(BOX));
    const opened = s3().send(new PutBucketPolicyCommand({ ...BOX, Policy: PUBLIC }));
    await expect(opened).rejects.toMatchObject({
      ...{ name: "AccessDenied", message: expect.stringContaining("BlockPublicPolicy") },
    });
  });

  test("keeps its block, which the holder sees and cannot lift or loosen", async () => {
    const port = Number(new URL(holder.cloud.url).port);
    const client = s3ControlClient({ port }, holder.settings());
    const of = { AccountId: holder.account };
    const loose = { ...of, PublicAccessBlockConfiguration: { BlockPublicAcls: true } };
    const denied = { name: "AccessDenied" };

    await expect(
      client.send(new s3control.DeletePublicAccessBlockCommand(of)),
    ).rejects.toMatchObject(denied);
    await expect(
      client.send(new s3control.PutPublicAccessBlockCommand(loose)),
    ).rejects.toMatchObject(denied);
    const kept = await client.send(new s3control.GetPublicAccessBlockCommand(of));
    expect(kept.PublicAccessBlockConfiguration).toMatchObject({ BlockPublicPolicy: true });
  });
});
