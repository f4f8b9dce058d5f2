import * as iam from "@aws-sdk/client-iam";
import * as sts from "@aws-sdk/client-sts";
import { afterEach, describe, expect, it } from "vitest";
import type { Credentials } from "../../../local/kernel/principal.ts";
import { iamService } from "../../../local/services/iam/service.ts";
import { stsService } from "../../../local/services/sts/service.ts";
import { type Gateway, startGateway } from "../../../local/wire/gateway.ts";
import { ACCOUNT, aPolicy, aTrust } from "../iam/a-call.ts";
import { ADMINISTRATOR, aCloud, roleArn } from "./a-cloud.ts";

const open: Gateway[] = [];

afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.close();
});

/** IAM and STS behind the front door, for real clients. */
async function aServedCloud() {
  const cloud = aCloud();
  const { world, identity } = cloud;
  const services = [iamService(world), stsService(world)];
  const gateway = await startGateway({ world, identity, services, port: 0 });
  open.push(gateway);
  const settings = (credentials: Credentials) => ({
    endpoint: gateway.url,
    credentials,
    maxAttempts: 1,
    // The clock of the cloud stands still, unlike the client's.
    systemClockOffset: world.clock.now() - Date.now(),
  });
  return {
    cloud,
    iam: (key: Credentials) => new iam.IAMClient({ ...settings(key), region: "us-east-1" }),
    sts: (key: Credentials) => new sts.STSClient({ ...settings(key), region: "eu-west-1" }),
  };
}

describe("Real clients of IAM and STS", () => {
  it("make a role, enter it, and are known by it", async () => {
    const served = await aServedCloud();
    const ann = served.cloud.user("ann", { policies: [ADMINISTRATOR] });
    const admin = served.iam(ann);
    await admin.send(
      new iam.CreateRoleCommand({
        RoleName: "worker",
        AssumeRolePolicyDocument: aTrust(),
        Tags: [{ Key: "team", Value: "blue" }],
      }),
    );
    const { Role } = await admin.send(new iam.GetRoleCommand({ RoleName: "worker" }));
    const input = { RoleArn: roleArn("worker"), RoleSessionName: "session" };

    const { Credentials: made } = await served.sts(ann).send(new sts.AssumeRoleCommand(input));

    const session = served.sts({
      accessKeyId: made?.AccessKeyId ?? "",
      secretAccessKey: made?.SecretAccessKey ?? "",
      sessionToken: made?.SessionToken ?? "",
    });
    const { Arn } = await session.send(new sts.GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/worker/session`);
    expect(Role).toMatchObject({
      Tags: [{ Key: "team", Value: "blue" }],
      MaxSessionDuration: 3600,
    });
    expect(Role?.CreateDate).toEqual(new Date(served.cloud.clock.now()));
  });

  it("are told the names of errors that they know", async () => {
    const served = await aServedCloud();
    const admin = served.iam(served.cloud.root());
    const nobody = served.iam(served.cloud.user("ann"));

    const missing = admin.send(new iam.GetRoleCommand({ RoleName: "none" }));
    const malformed = admin.send(
      new iam.CreatePolicyCommand({ PolicyName: "p", PolicyDocument: "{" }),
    );
    const denied = nobody.send(new iam.ListUsersCommand({}));

    await expect(missing).rejects.toBeInstanceOf(iam.NoSuchEntityException);
    await expect(malformed).rejects.toBeInstanceOf(iam.MalformedPolicyDocumentException);
    await expect(denied).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("page through what there is", async () => {
    const served = await aServedCloud();
    const admin = served.iam(served.cloud.root());
    for (const name of ["a", "b", "c"]) {
      const input = { PolicyName: name, PolicyDocument: aPolicy() };
      await admin.send(new iam.CreatePolicyCommand(input));
    }

    const names: string[] = [];
    const pages = iam.paginateListPolicies({ client: admin, pageSize: 2 }, { Scope: "Local" });
    for await (const { Policies = [] } of pages) {
      names.push(...Policies.map(({ PolicyName = "" }) => PolicyName));
    }

    expect(names).toEqual(["a", "b", "c"]);
  });

  it("read everything about an account", async () => {
    const served = await aServedCloud();
    const admin = served.iam(served.cloud.root());
    await admin.send(new iam.UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 16 }));
    await admin.send(new iam.CreateAccountAliasCommand({ AccountAlias: "mayfly" }));
    const device = { VirtualMFADeviceName: "phone" };

    const { VirtualMFADevice } = await admin.send(new iam.CreateVirtualMFADeviceCommand(device));
    const { SummaryMap } = await admin.send(new iam.GetAccountSummaryCommand({}));
    const { PasswordPolicy } = await admin.send(new iam.GetAccountPasswordPolicyCommand({}));
    const { AccountAliases } = await admin.send(new iam.ListAccountAliasesCommand({}));

    expect(VirtualMFADevice?.Base32StringSeed).toHaveLength(64);
    expect(SummaryMap).toMatchObject({ MFADevices: 1, MFADevicesInUse: 0 });
    expect(PasswordPolicy).toMatchObject({ MinimumPasswordLength: 16, RequireSymbols: false });
    expect(AccountAliases).toEqual(["mayfly"]);
  });
});
