import { describe, expect, it } from "vitest";
import type { OrganizationView } from "../../../local/identity/organization-view.ts";
import { ACCOUNT, aPolicy, OTHER } from "../iam/a-call.ts";
import { ADMINISTRATOR, aCloud, credentialsIn } from "../identity/a-cloud.ts";

const AN_ORGANIZATION: Partial<OrganizationView> = {
  membershipOf: (account) =>
    account === "999999999999"
      ? undefined
      : { organizationId: "o-1", managementAccount: ACCOUNT, path: "o-1/r-1/" },
  isTrusted: () => true,
};

const task = (name: string, TargetPrincipal = OTHER) => ({
  TargetPrincipal,
  TaskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${name}` },
});

const UNLOCK = task("S3UnlockBucketPolicy");

/** The management account with root sessions enabled, and an administrator in it. */
async function aManagedOrganization(view: Partial<OrganizationView> = {}) {
  const cloud = aCloud({ ...AN_ORGANIZATION, ...view });
  const ann = cloud.user("ann", { policies: [ADMINISTRATOR] });
  await cloud.call(ann, "iam:EnableOrganizationsRootSessions");
  return { cloud, ann };
}

describe("Sessions of a member's root user", () => {
  it("act as the root user, and say that they were assumed", async () => {
    const { cloud, ann } = await aManagedOrganization();
    const answer = await cloud.call(ann, "sts:AssumeRoot", UNLOCK);

    const context = cloud.contextOf(credentialsIn(answer));

    expect(context).toMatchObject({
      "aws:PrincipalArn": `arn:aws:iam::${OTHER}:root`,
      "aws:AssumedRoot": true,
    });
  });

  it("may do nothing but their task", async () => {
    const { cloud, ann } = await aManagedOrganization();
    const input = task("IAMAuditRootUserCredentials");
    const session = credentialsIn(await cloud.call(ann, "sts:AssumeRoot", input));

    const audited = cloud.call(session, "iam:ListAccessKeys");
    const changed = cloud.call(session, "iam:CreateUser", { UserName: "ben" });

    await expect(audited).resolves.toMatchObject({ AccessKeyMetadata: [] });
    await expect(changed).rejects.toThrow("with an explicit deny in a session policy");
  });

  it("delete the keys of the root user and of nobody else", async () => {
    const { cloud, ann } = await aManagedOrganization();
    const { accessKeyId: AccessKeyId } = cloud.root(OTHER);
    await cloud.call(cloud.root(OTHER), "iam:CreateUser", { UserName: "ben" });
    const input = task("IAMDeleteRootUserCredentials");
    const session = credentialsIn(await cloud.call(ann, "sts:AssumeRoot", input));

    await cloud.call(session, "iam:DeleteAccessKey", { AccessKeyId });
    const another = cloud.call(session, "iam:ListAccessKeys", { UserName: "ben" });

    expect(cloud.identity.knownKey(AccessKeyId)).toBeUndefined();
    await expect(another).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it.each([
    ["the management account", task("S3UnlockBucketPolicy", ACCOUNT), "AccessDenied"],
    ["a stranger", task("S3UnlockBucketPolicy", "999999999999"), "AccessDenied"],
    ["another task", task("AdministratorAccess"), "ValidationError"],
    ["too long a time", { ...UNLOCK, DurationSeconds: 901 }, "ValidationError"],
  ])("are refused for %s", async (_what, input, name) => {
    const { cloud, ann } = await aManagedOrganization();

    const assumed = cloud.call(ann, "sts:AssumeRoot", input);

    await expect(assumed).rejects.toMatchObject({ name });
  });

  it("are refused while they are not enabled", async () => {
    const cloud = aCloud(AN_ORGANIZATION);
    const ann = cloud.user("ann", { policies: [ADMINISTRATOR] });

    const assumed = cloud.call(ann, "sts:AssumeRoot", UNLOCK);

    await expect(assumed).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("are refused to callers without the permission", async () => {
    const { cloud } = await aManagedOrganization();
    const inline = { one: aPolicy({ Action: "sts:AssumeRoot", Resource: "arn:aws:iam::1:root" }) };

    const assumed = cloud.call(cloud.user("ben", { inline }), "sts:AssumeRoot", UNLOCK);

    await expect(assumed).rejects.toThrow("not authorized to perform: sts:AssumeRoot");
  });
});

describe("Central root access", () => {
  it("can be switched on by the management account only", async () => {
    const { cloud } = await aManagedOrganization();

    const enabled = cloud.call(cloud.root(OTHER), "iam:EnableOrganizationsRootSessions");

    await expect(enabled).rejects.toMatchObject({ name: "CallerIsNotManagementAccountException" });
  });

  it("needs trusted access for IAM", async () => {
    const cloud = aCloud({ ...AN_ORGANIZATION, isTrusted: () => false });

    const enabled = cloud.call(cloud.root(), "iam:EnableOrganizationsRootSessions");

    await expect(enabled).rejects.toMatchObject({ name: "ServiceAccessNotEnabledException" });
  });

  it("tells a delegated administrator what is enabled", async () => {
    const { cloud } = await aManagedOrganization({ delegatedAdministrators: () => [OTHER] });

    const listed = await cloud.call(cloud.root(OTHER), "iam:ListOrganizationsFeatures");

    expect(listed).toEqual({ OrganizationId: "o-1", EnabledFeatures: ["RootSessions"] });
  });
});
