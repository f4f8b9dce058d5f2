import { describe, expect, it } from "vitest";
import { rootUser } from "../../../local/identity/principals.ts";
import { ACCOUNT, anIam, aPolicy, aRole, type Iam, OTHER } from "./a-call.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const READ = `arn:aws:iam::${ACCOUNT}:policy/read`;

async function aManagedPolicy(iam: Iam, PolicyName = "read") {
  return await iam.call("CreatePolicy", { PolicyName, PolicyDocument: aPolicy() });
}

describe("Policy documents", () => {
  it.each([
    ["{", "Syntax errors in policy."],
    ["[]", "Syntax errors in policy."],
    [`{"Version":"2012-10-17"}`, "Syntax errors in policy."],
    [aPolicy({ Principal: "*" }), "Policy document should not specify a principal."],
    [aPolicy({ Action: undefined }), "Policy statement must contain actions."],
    [aPolicy({ Resource: undefined }), "Policy statement must contain resources."],
    [aPolicy({ Action: "GetObject" }), "must be prefaced by a vendor"],
    [aPolicy({ Resource: "box" }), `Resource box must be in ARN format or "*".`],
    [aPolicy({ Sid: "two words" }), "must be alpha-numeric"],
    [aPolicy({ Extra: 1 }), "Syntax errors in policy."],
    [aPolicy({ Condition: { Bool: { "aws:x": { y: 1 } } } }), "Syntax errors in policy."],
    [aPolicy({ Condition: { Bool: { mfa: "true" } } }), "must be prefaced by a vendor"],
  ])("are refused when they read %s", async (PolicyDocument, message) => {
    const made = anIam().call("CreatePolicy", { PolicyName: "read", PolicyDocument });

    await expect(made).rejects.toThrow(message);
    await expect(made).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
  });

  it("are refused with two statements of one id", async () => {
    const statement = { Sid: "a", Effect: "Allow", Action: "*", Resource: "*" };
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [statement, statement],
    });

    const made = anIam().call("CreatePolicy", { PolicyName: "read", PolicyDocument });

    await expect(made).rejects.toThrow("Statement IDs (SID) in a single policy must be unique.");
  });

  it("are refused with characters beyond Latin-1", async () => {
    const PolicyDocument = aPolicy({ Resource: "arn:aws:s3:::✓" });

    const made = anIam().call("CreatePolicy", { PolicyName: "read", PolicyDocument });

    await expect(made).rejects.toMatchObject({ name: "ValidationError" });
  });

  it("are refused above the quota of managed policies", async () => {
    const Action = Array.from({ length: 400 }, (_, n) => `s3:GetSomething${n}`);

    const made = anIam().call("CreatePolicy", {
      PolicyName: "read",
      PolicyDocument: aPolicy({ Action }),
    });

    await expect(made).rejects.toThrow("Cannot exceed quota for PolicySize: 6144");
  });
});

describe("Managed policies", () => {
  it("cannot be deleted while they are attached, or bound somebody", async () => {
    const iam = anIam();
    await aManagedPolicy(iam);
    await aRole(iam, "worker", { PermissionsBoundary: READ });
    const bounding = iam.call("DeletePolicy", { PolicyArn: READ });
    await expect(bounding).rejects.toThrow("Cannot delete a policy attached to entities.");
    await iam.call("DeleteRolePermissionsBoundary", { RoleName: "worker" });

    await iam.call("AttachRolePolicy", { RoleName: "worker", PolicyArn: READ });
    const attached = iam.call("DeletePolicy", { PolicyArn: READ });

    await expect(attached).rejects.toMatchObject({ name: "DeleteConflictException" });
  });

  it("are taken away as boundaries even from those who have none", async () => {
    const iam = anIam();
    await aRole(iam, "worker");

    await iam.call("DeleteRolePermissionsBoundary", { RoleName: "worker" });
    const missing = iam.call("DeleteRolePermissionsBoundary", { RoleName: "none" });

    await expect(missing).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });

  it("have five versions at most, and numbers that never come back", async () => {
    const iam = anIam();
    await aManagedPolicy(iam);
    const add = async () =>
      await iam.call("CreatePolicyVersion", { PolicyArn: READ, PolicyDocument: aPolicy() });
    for (let n = 2; n <= 5; n += 1) await add();

    const sixth = add();
    await expect(sixth).rejects.toThrow("A managed policy can have up to 5 versions.");
    await iam.call("DeletePolicyVersion", { PolicyArn: READ, VersionId: "v5" });

    expect(await add()).toMatchObject({ PolicyVersion: { VersionId: "v6" } });
  });

  it("keep their default version until another one is made it", async () => {
    const iam = anIam();
    await aManagedPolicy(iam);
    const PolicyDocument = aPolicy({ Effect: "Deny" });
    await iam.call("CreatePolicyVersion", { PolicyArn: READ, PolicyDocument });

    const removed = iam.call("DeletePolicyVersion", { PolicyArn: READ, VersionId: "v1" });
    await expect(removed).rejects.toThrow("Cannot delete the default version of a policy.");
    await iam.call("SetDefaultPolicyVersion", { PolicyArn: READ, VersionId: "v2" });

    const answer = await iam.call("GetPolicy", { PolicyArn: READ });
    expect(answer).toMatchObject({ Policy: { DefaultVersionId: "v2" } });
  });

  it("must have no other versions to be deleted", async () => {
    const iam = anIam();
    await aManagedPolicy(iam);
    await iam.call("CreatePolicyVersion", { PolicyArn: READ, PolicyDocument: aPolicy() });

    const deleted = iam.call("DeletePolicy", { PolicyArn: READ });

    await expect(deleted).rejects.toThrow("This policy has more than one version.");
  });

  it("are attached twice without an error, and detached once", async () => {
    const iam = anIam();
    await aRole(iam);
    const both = { RoleName: "worker", PolicyArn: ADMINISTRATOR };
    await iam.call("AttachRolePolicy", both);
    await iam.call("AttachRolePolicy", both);
    await iam.call("DetachRolePolicy", both);

    const again = iam.call("DetachRolePolicy", both);

    await expect(again).rejects.toThrow(`Policy ${ADMINISTRATOR} was not found.`);
  });

  it("number twenty on a role", async () => {
    const iam = anIam();
    await aRole(iam);
    for (let n = 0; n <= 20; n += 1) await aManagedPolicy(iam, `p${n}`);
    const attach = async (n: number) => {
      const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/p${n}`;
      return await iam.call("AttachRolePolicy", { RoleName: "worker", PolicyArn });
    };
    for (let n = 0; n < 20; n += 1) await attach(n);

    await expect(attach(20)).rejects.toThrow("Cannot exceed quota for PoliciesPerRole: 20");
  });

  it.each([
    [`arn:aws:iam::${OTHER}:policy/read`, "NoSuchEntityException"],
    [`arn:aws:iam::${ACCOUNT}:policy/elsewhere/read`, "NoSuchEntityException"],
    ["arn:aws:iam::aws:policy/AmazonNoSuchAccess", "NotEmulated"],
    ["read", "ValidationError"],
  ])("cannot be attached as %s", async (PolicyArn, name) => {
    const iam = anIam();
    await aRole(iam);
    const policy = { PolicyName: "read", PolicyDocument: aPolicy() };
    for (const account of [ACCOUNT, OTHER]) {
      await iam.call("CreatePolicy", policy, rootUser(account));
    }

    const attached = iam.call("AttachRolePolicy", { RoleName: "worker", PolicyArn });

    await expect(attached).rejects.toMatchObject({ name });
  });

  it("tell to whom they are attached", async () => {
    const iam = anIam();
    await aRole(iam);
    await iam.call("CreateUser", { UserName: "ann", PermissionsBoundary: ADMINISTRATOR });
    await iam.call("AttachRolePolicy", { RoleName: "worker", PolicyArn: ADMINISTRATOR });

    const attached = await iam.call("ListEntitiesForPolicy", { PolicyArn: ADMINISTRATOR });

    expect(attached).toMatchObject({ PolicyRoles: [{ RoleName: "worker" }], PolicyUsers: [] });
    const policy = await iam.call("GetPolicy", { PolicyArn: ADMINISTRATOR });
    expect(policy).toMatchObject({
      Policy: { AttachmentCount: 1, PermissionsBoundaryUsageCount: 1 },
    });
  });

  it("of AWS cannot be changed", async () => {
    const iam = anIam();

    const deleted = iam.call("DeletePolicy", { PolicyArn: ADMINISTRATOR });

    await expect(deleted).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("are listed by scope", async () => {
    const iam = anIam();
    await aManagedPolicy(iam);

    const local = await iam.call("ListPolicies", { Scope: "Local" });
    const attached = await iam.call("ListPolicies", { OnlyAttached: true });

    expect(local["Policies"]).toMatchObject([{ Arn: READ, AttachmentCount: 0 }]);
    expect(attached["Policies"]).toEqual([]);
  });
});

describe("Inline policies", () => {
  it("are answered percent-encoded", async () => {
    const iam = anIam();
    await aRole(iam);
    const named = { RoleName: "worker", PolicyName: "read" };
    await iam.call("PutRolePolicy", { ...named, PolicyDocument: aPolicy({ Resource: "*" }) });

    const { PolicyDocument } = await iam.call("GetRolePolicy", named);

    expect(PolicyDocument).toContain("%22Resource%22%3A%22%2A%22");
  });

  it("of one entity share a room for their size", async () => {
    const iam = anIam();
    await iam.call("CreateUser", { UserName: "ann" });
    const put = async (PolicyName: string) => {
      const Resource = Array.from({ length: 40 }, (_, n) => `arn:aws:s3:::${PolicyName}-${n}/*`);
      const PolicyDocument = aPolicy({ Resource });
      return await iam.call("PutUserPolicy", { UserName: "ann", PolicyName, PolicyDocument });
    };
    await put("one");

    await expect(put("two")).rejects.toThrow(
      "Maximum policy size of 2048 bytes exceeded for user ann",
    );
    await expect(put("one")).resolves.toEqual({});
  });

  it("that do not exist cannot be read or deleted", async () => {
    const iam = anIam();
    await aRole(iam);
    const named = { RoleName: "worker", PolicyName: "none" };

    for (const name of ["GetRolePolicy", "DeleteRolePolicy"]) {
      await expect(iam.call(name, named)).rejects.toMatchObject({ name: "NoSuchEntityException" });
    }
  });
});
