import { describe, expect, it } from "vitest";
import { ACCOUNT, aPolicy, aTrust, OTHER } from "../iam/a-call.ts";
import { ADMINISTRATOR, aCloud, type Cloud, enter, roleArn } from "../identity/a-cloud.ts";

const WORKER = roleArn("worker");
const MAY_ENTER = { inline: { enter: aPolicy({ Action: "sts:*", Resource: WORKER }) } };

const asked = (more: object = {}) => ({
  RoleArn: WORKER,
  RoleSessionName: "session",
  ...more,
});

async function refused(cloud: Cloud, input: object = {}, name = "ann") {
  const ann = cloud.user(name, MAY_ENTER);
  return await cloud.call(ann, "sts:AssumeRole", asked(input)).catch((error: unknown) => error);
}

describe("Entering a role", () => {
  it("answers credentials of the session, for an hour unless told", async () => {
    const cloud = aCloud();
    cloud.role("worker");
    const ann = cloud.user("ann", MAY_ENTER);

    const answer = await cloud.call(ann, "sts:AssumeRole", asked());

    expect(answer).toMatchObject({
      AssumedRoleUser: { Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/session` },
      Credentials: { Expiration: new Date(cloud.clock.now() + 3_600_000) },
    });
  });

  it("is refused without a permission of the caller", async () => {
    const cloud = aCloud();
    cloud.role("worker");
    const ann = cloud.user("ann");

    const entered = cloud.call(ann, "sts:AssumeRole", asked());

    await expect(entered).rejects.toThrow(
      `User: ${ann.arn} is not authorized to perform: sts:AssumeRole on resource: ${WORKER}`,
    );
  });

  it("needs no permission of a caller whom the role of the same account names", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann");
    cloud.role("worker", { AssumeRolePolicyDocument: aTrust({ AWS: ann.arn }) });

    const entered = cloud.call(ann, "sts:AssumeRole", asked());

    await expect(entered).resolves.toHaveProperty("Credentials");
  });

  it("needs a permission of a caller of another account, even one that the role names", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann");
    const trust = aTrust({ AWS: ann.arn });
    cloud.role("worker", { account: OTHER, AssumeRolePolicyDocument: trust });

    const entered = enter(cloud, ann, { RoleArn: roleArn("worker", OTHER) });

    await expect(entered).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("is refused when the role trusts somebody else, though the caller may do everything", async () => {
    const cloud = aCloud();
    cloud.role("worker", { AssumeRolePolicyDocument: aTrust({ AWS: OTHER }) });
    const ann = cloud.user("ann", { policies: [ADMINISTRATOR] });

    const entered = cloud.call(ann, "sts:AssumeRole", asked());

    await expect(entered).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("refuses a role that does not exist like one that trusts nobody", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann", { policies: [ADMINISTRATOR] });

    const entered = cloud.call(ann, "sts:AssumeRole", asked());

    await expect(entered).rejects.toThrow(`sts:AssumeRole on resource: ${WORKER}`);
  });

  it("is refused to the root user", async () => {
    const cloud = aCloud();
    cloud.role("worker");

    const entered = cloud.call(cloud.root(), "sts:AssumeRole", asked());

    await expect(entered).rejects.toThrow("Roles may not be assumed by root accounts.");
  });

  it("does not trust a user who came after the one of the same name", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann");
    cloud.role("worker", { AssumeRolePolicyDocument: aTrust({ AWS: ann.arn }) });
    await cloud.remove("ann");
    const another = cloud.user("ann", MAY_ENTER);

    const entered = cloud.call(another, "sts:AssumeRole", asked());

    await expect(entered).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("demands the external id of the trust policy", async () => {
    const cloud = aCloud();
    const Condition = { StringEquals: { "sts:ExternalId": "secret" } };
    const trust = aTrust({ AWS: ACCOUNT }, { Condition });
    cloud.role("worker", { AssumeRolePolicyDocument: trust });

    const without = await refused(cloud);
    const wrong = await refused(cloud, { ExternalId: "guess" }, "ben");
    const right = await refused(cloud, { ExternalId: "secret" }, "cat");

    expect(without).toMatchObject({ name: "AccessDenied" });
    expect(wrong).toMatchObject({ name: "AccessDenied" });
    expect(right).toHaveProperty("Credentials");
  });

  it("tells where the role lies in the organization", async () => {
    let path = "o-1/r-1/ou-1-away/";
    const membershipOf = () => ({ organizationId: "o-1", managementAccount: ACCOUNT, path });
    const cloud = aCloud({ membershipOf });
    cloud.role("worker");
    const Condition = {
      "ForAnyValue:StringLike": { "aws:ResourceOrgPaths": "o-1/r-1/ou-1-home/*" },
    };
    const inline = { enter: aPolicy({ Action: "sts:AssumeRole", Condition }) };

    const away = cloud.call(cloud.user("ann", { inline }), "sts:AssumeRole", asked());
    path = "o-1/r-1/ou-1-home/";
    const home = cloud.call(cloud.user("ben", { inline }), "sts:AssumeRole", asked());

    await expect(away).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(home).resolves.toHaveProperty("Credentials");
  });
});

describe("The input of AssumeRole", () => {
  it.each([
    [{ DurationSeconds: 899 }, "Member must have value greater than or equal to 900"],
    [{ DurationSeconds: 7200 }, "exceeds the MaxSessionDuration set for this role"],
    [{ RoleSessionName: "x" }, "Member must have length greater than or equal to 2"],
    [{ RoleSessionName: "two words" }, "failed to satisfy constraint"],
    [{ RoleArn: "worker" }, "worker is invalid"],
    [{ ExternalId: "!" }, "externalId"],
    [{ PolicyArns: [{ arn: "arn:aws:iam::aws:policy/None" }] }, "is invalid"],
  ])("refuses %o", async (input, message) => {
    const cloud = aCloud();
    cloud.role("worker");

    const error = await refused(cloud, input);

    expect(error).toMatchObject({ name: "ValidationError" });
    expect((error as Error).message).toContain(message);
  });

  it("refuses what is not emulated by name", async () => {
    const cloud = aCloud();
    cloud.role("worker");

    const error = await refused(cloud, { ProvidedContexts: [] });

    expect(error).toMatchObject({ name: "NotEmulated" });
  });

  it("refuses a session policy that is no policy", async () => {
    const cloud = aCloud();
    cloud.role("worker");

    const error = await refused(cloud, { Policy: "{" });

    expect(error).toMatchObject({ name: "MalformedPolicyDocumentException" });
  });

  it("refuses session policies that are too large together", async () => {
    const cloud = aCloud();
    cloud.role("worker");
    const Resource = Array.from({ length: 60 }, (_, n) => `arn:aws:s3:::bucket-of-many-${n}/*`);

    const error = await refused(cloud, { Policy: aPolicy({ Resource }) });

    expect(error).toMatchObject({ name: "PackedPolicyTooLargeException" });
  });
});
