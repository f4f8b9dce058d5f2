import { describe, expect, it } from "vitest";
import { iamUser, roleSession } from "../../../local/identity/principals.ts";
import type { RoleRecord, UserRecord } from "../../../local/services/iam/records.ts";
import { rolesOf, usersOf } from "../../../local/services/iam/tables.ts";
import { codeAt, stepAt } from "../../../local/services/iam/totp.ts";
import { ACCOUNT, anIam, aPolicy, aRole, type Iam } from "./a-call.ts";

const ANN = { UserName: "ann" };

async function anIamWithAnn() {
  const iam = anIam();
  await iam.call("CreateUser", ANN);
  const ann = iamUser(usersOf(iam.world, ACCOUNT).get("ann") as UserRecord);
  return { iam, ann };
}

/** Makes a device and gives its serial number and how to compute its codes. */
async function aDevice(iam: Iam, VirtualMFADeviceName = "phone") {
  const { VirtualMFADevice } = await iam.call("CreateVirtualMFADevice", { VirtualMFADeviceName });
  const made = VirtualMFADevice as { SerialNumber: string; Base32StringSeed: Uint8Array };
  const seed = Buffer.from(made.Base32StringSeed).toString("ascii");
  const code = (stepsAway: number) => codeAt(seed, stepAt(iam.clock.now()) + stepsAway);
  return { SerialNumber: made.SerialNumber, code };
}

async function anEnabledDevice(iam: Iam) {
  const { SerialNumber, code } = await aDevice(iam);
  const codes = { AuthenticationCode1: code(-1), AuthenticationCode2: code(0) };
  await iam.call("EnableMFADevice", { ...ANN, SerialNumber, ...codes });
  return SerialNumber;
}

describe("Users", () => {
  it("are themselves when they name nobody", async () => {
    const { iam, ann } = await anIamWithAnn();

    const answer = await iam.call("GetUser", {}, ann);

    expect(answer).toMatchObject({ User: { UserName: "ann", UserId: ann.userId } });
  });

  it("must be named by callers that are none", async () => {
    const { iam } = await anIamWithAnn();
    await aRole(iam);
    const role = rolesOf(iam.world, ACCOUNT).get("worker") as RoleRecord;
    const session = roleSession(role, "session", { issuedAt: 0, expiresAt: 1 });

    const made = iam.call("CreateAccessKey", {}, session);

    await expect(made).rejects.toThrow(
      "Must specify userName when calling with non-User credentials",
    );
  });

  it("keep id, keys and groups when they are renamed", async () => {
    const { iam, ann } = await anIamWithAnn();
    await iam.call("CreateAccessKey", ANN);
    await iam.call("UpdateUser", { ...ANN, NewUserName: "anna", NewPath: "/staff/" });

    const { User } = await iam.call("GetUser", { UserName: "anna" });
    const keys = await iam.call("ListAccessKeys", { UserName: "anna" });

    expect(User).toMatchObject({ UserId: ann.userId, Path: "/staff/" });
    expect(keys["AccessKeyMetadata"]).toMatchObject([{ UserName: "anna", Status: "Active" }]);
    await expect(iam.call("GetUser", ANN)).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });

  it("cannot take the name of another", async () => {
    const { iam } = await anIamWithAnn();
    await iam.call("CreateUser", { UserName: "ben" });

    const renamed = iam.call("UpdateUser", { UserName: "ben", NewUserName: "ANN" });

    await expect(renamed).rejects.toMatchObject({ name: "EntityAlreadyExistsException" });
  });

  it.each([
    ["an access key", "CreateAccessKey", {}, "must delete access keys first"],
    ["a password", "CreateLoginProfile", { Password: "Correct-Horse-9" }, "login profile"],
    ["a group", "AddUserToGroup", { GroupName: "team" }, "remove user from groups"],
    ["a policy", "PutUserPolicy", { PolicyName: "p", PolicyDocument: aPolicy() }, "policies"],
  ])("cannot be deleted while they have %s", async (_what, operation, input, message) => {
    const { iam } = await anIamWithAnn();
    await iam.call("CreateGroup", { GroupName: "team" });
    await iam.call(operation, { ...ANN, ...input });

    const deleted = iam.call("DeleteUser", ANN);

    await expect(deleted).rejects.toMatchObject({ name: "DeleteConflictException" });
    await expect(deleted).rejects.toThrow(message);
  });
});

describe("Access keys", () => {
  it("number two a user", async () => {
    const { iam } = await anIamWithAnn();
    await iam.call("CreateAccessKey", ANN);
    await iam.call("CreateAccessKey", ANN);

    const third = iam.call("CreateAccessKey", ANN);

    await expect(third).rejects.toThrow("Cannot exceed quota for AccessKeysPerUser: 2");
  });

  it("of somebody else cannot be deleted in one's own name", async () => {
    const { iam } = await anIamWithAnn();
    await iam.call("CreateUser", { UserName: "ben" });
    const { AccessKey } = await iam.call("CreateAccessKey", ANN);
    const { AccessKeyId } = AccessKey as { AccessKeyId: string };

    const deleted = iam.call("DeleteAccessKey", { UserName: "ben", AccessKeyId });

    await expect(deleted).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });

  it("tell their secret once", async () => {
    const { iam } = await anIamWithAnn();
    const { AccessKey } = await iam.call("CreateAccessKey", ANN);

    const listed = await iam.call("ListAccessKeys", ANN);

    const { SecretAccessKey } = AccessKey as { SecretAccessKey: string };
    expect(SecretAccessKey).toMatch(/^[A-Za-z0-9+/]{40}$/);
    expect(JSON.stringify(listed)).not.toContain(SecretAccessKey);
  });
});

describe("MFA devices", () => {
  it("are enabled with two codes in a row", async () => {
    const { iam } = await anIamWithAnn();
    const { SerialNumber, code } = await aDevice(iam);
    const enable = async (AuthenticationCode1: string, AuthenticationCode2: string) =>
      await iam.call("EnableMFADevice", {
        ...ANN,
        SerialNumber,
        AuthenticationCode1,
        AuthenticationCode2,
      });

    const wrong = enable(code(0), code(-1));

    await expect(wrong).rejects.toMatchObject({ name: "InvalidAuthenticationCodeException" });
    await expect(enable(code(-1), code(0))).resolves.toEqual({});
  });

  it("cannot be deleted while somebody uses them", async () => {
    const { iam } = await anIamWithAnn();
    const SerialNumber = await anEnabledDevice(iam);

    const deleted = iam.call("DeleteVirtualMFADevice", { SerialNumber });
    await expect(deleted).rejects.toThrow("Must deactivate first");
    await iam.call("DeactivateMFADevice", { ...ANN, SerialNumber });

    await expect(iam.call("DeleteVirtualMFADevice", { SerialNumber })).resolves.toEqual({});
  });

  it("serve one user", async () => {
    const { iam } = await anIamWithAnn();
    await iam.call("CreateUser", { UserName: "ben" });
    const SerialNumber = await anEnabledDevice(iam);
    const codes = { AuthenticationCode1: "000000", AuthenticationCode2: "000000" };

    const enabled = iam.call("EnableMFADevice", { UserName: "ben", SerialNumber, ...codes });
    const stopped = iam.call("DeactivateMFADevice", { UserName: "ben", SerialNumber });

    await expect(enabled).rejects.toMatchObject({ name: "EntityAlreadyExistsException" });
    await expect(stopped).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });

  it("keep their user from being deleted", async () => {
    const { iam } = await anIamWithAnn();
    await anEnabledDevice(iam);

    await expect(iam.call("DeleteUser", ANN)).rejects.toThrow("must delete MFA device first");
  });

  it("are listed by whether somebody uses them", async () => {
    const { iam } = await anIamWithAnn();
    const SerialNumber = await anEnabledDevice(iam);
    await aDevice(iam, "spare");

    const used = await iam.call("ListVirtualMFADevices", { AssignmentStatus: "Assigned" });
    const ofAnn = await iam.call("ListMFADevices", ANN);

    expect(used["VirtualMFADevices"]).toMatchObject([{ SerialNumber, User: ANN }]);
    expect(ofAnn["MFADevices"]).toMatchObject([{ SerialNumber, ...ANN }]);
  });

  it("have a name of their own", async () => {
    const { iam } = await anIamWithAnn();
    await aDevice(iam);

    await expect(aDevice(iam, "Phone")).rejects.toMatchObject({
      name: "EntityAlreadyExistsException",
    });
  });
});

describe("Groups", () => {
  it("cannot be deleted while users are in them", async () => {
    const { iam } = await anIamWithAnn();
    await iam.call("CreateGroup", { GroupName: "team" });
    await iam.call("AddUserToGroup", { ...ANN, GroupName: "team" });

    const deleted = iam.call("DeleteGroup", { GroupName: "team" });

    await expect(deleted).rejects.toThrow("must remove users from group first");
  });

  it("keep their users when they are renamed", async () => {
    const { iam } = await anIamWithAnn();
    await iam.call("CreateGroup", { GroupName: "team" });
    await iam.call("AddUserToGroup", { ...ANN, GroupName: "team" });
    await iam.call("UpdateGroup", { GroupName: "team", NewGroupName: "crew" });

    const group = await iam.call("GetGroup", { GroupName: "crew" });
    const groups = await iam.call("ListGroupsForUser", ANN);

    expect(group["Users"]).toMatchObject([ANN]);
    expect(groups["Groups"]).toMatchObject([{ GroupName: "crew" }]);
  });

  it("let go only of those who are in them", async () => {
    const { iam } = await anIamWithAnn();
    await iam.call("CreateGroup", { GroupName: "team" });

    const removed = iam.call("RemoveUserFromGroup", { ...ANN, GroupName: "team" });

    await expect(removed).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });

  it("number ten a user", async () => {
    const { iam } = await anIamWithAnn();
    const join = async (n: number) => {
      await iam.call("CreateGroup", { GroupName: `g${n}` });
      return await iam.call("AddUserToGroup", { ...ANN, GroupName: `g${n}` });
    };
    for (let n = 0; n < 10; n += 1) await join(n);

    await expect(join(10)).rejects.toThrow("Cannot exceed quota for GroupsPerUser: 10");
  });
});
