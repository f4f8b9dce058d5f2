import { describe, expect, test } from "vitest";
import { enterByPortal } from "../../../local/services/identity-center/portal.ts";
import { CENTER } from "../../support/every-way.ts";
import { ADA, aCenter, assignment, MANAGEMENT, MEMBER } from "./a-center.ts";

type Center = ReturnType<typeof aCenter>;

/** Asks for an assignment, or its removal, and lets it come to its end. */
async function settled(center: Center, kind: "Creation" | "Deletion", changes: object = {}) {
  const asked = await center.call(
    kind === "Creation" ? "CreateAccountAssignment" : "DeleteAccountAssignment",
    assignment(changes),
  );
  const id = asked[`AccountAssignment${kind}Status`]?.["RequestId"];
  await center.pass();
  const told = await center.call(`DescribeAccountAssignment${kind}Status`, {
    InstanceArn: CENTER.instanceArn,
    [`AccountAssignment${kind}RequestId`]: id,
  });
  return told[`AccountAssignment${kind}Status`];
}

const enter =
  ({ world }: Center, userName: string) =>
  () =>
    enterByPortal(world, {
      ...{ userName, accountId: MEMBER, instanceArn: CENTER.instanceArn },
      permissionSetArn: CENTER.permissionSetArn,
    });

describe("an assignment", () => {
  test("takes some seconds, and then lets its user in and nobody else", async () => {
    const center = aCenter();
    const asked = await center.call("CreateAccountAssignment", assignment());
    expect(asked["AccountAssignmentCreationStatus"]).toMatchObject({
      ...{ Status: "IN_PROGRESS", PrincipalId: ADA, TargetId: MEMBER },
    });
    expect(enter(center, "ada")).toThrow("No access");

    await center.pass();

    expect(center.reservedRoles()).toEqual([
      expect.stringMatching(/^AWSReservedSSO_Set1_[0-9a-f]{16}$/),
    ]);
    expect(enter(center, "ada")()).toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/) });
    expect(enter(center, "bob")).toThrow("No access");
  });

  test("made again is the same one", async () => {
    const center = aCenter();
    await settled(center, "Creation");
    expect(await settled(center, "Creation")).toMatchObject({ Status: "SUCCEEDED" });
    expect(center.reservedRoles()).toHaveLength(1);
  });

  test("cannot be made or removed while another request is about it", async () => {
    const { call } = aCenter();
    await call("CreateAccountAssignment", assignment());
    for (const operation of ["CreateAccountAssignment", "DeleteAccountAssignment"])
      await expect(call(operation, assignment())).rejects.toThrow("conflicting operation");
  });

  test.each([
    ["of nobody", { PrincipalId: "nobody" }, "USER nobody was not found"],
    ["in an account elsewhere", { TargetId: "999999999999" }, "Account 999999999999 was not found"],
  ])("%s fails in the end", async (_, changes, reason) => {
    expect(await settled(aCenter(), "Creation", changes)).toMatchObject({
      ...{ Status: "FAILED", FailureReason: expect.stringContaining(reason) },
    });
  });

  test.each([
    ["instance", { InstanceArn: "arn:aws:sso:::instance/ssoins-ffffffffffffffff" }],
    ["permission set", { PermissionSetArn: `${CENTER.permissionSetArn.slice(0, -1)}0` }],
  ])("of an unknown %s is refused at once", async (_, changes) => {
    await expect(aCenter().call("CreateAccountAssignment", assignment(changes))).rejects.toThrow(
      "was not found",
    );
  });

  test("is the management account's business, in the Region of the instance", async () => {
    const { callAs } = aCenter();
    await expect(callAs(MEMBER)("CreateAccountAssignment", assignment())).rejects.toThrow(
      "not the management account",
    );
    await expect(
      callAs(MANAGEMENT, "us-east-1")("CreateAccountAssignment", assignment()),
    ).rejects.toThrow("was not found");
  });
});

describe("removing an assignment", () => {
  test("takes the role away with the last one, and who had it is out", async () => {
    const center = aCenter();
    await settled(center, "Creation");
    expect(await settled(center, "Deletion")).toMatchObject({ Status: "SUCCEEDED" });
    expect(center.reservedRoles()).toEqual([]);
    expect(enter(center, "ada")).toThrow("No access");
  });

  test("fails in the end where there is none", async () => {
    expect(await settled(aCenter(), "Deletion")).toMatchObject({ Status: "FAILED" });
  });

  test("leaves those of others, and the listing tells", async () => {
    const center = aCenter();
    const bob = { PrincipalId: ADA.replace(/1$/, "2") };
    await settled(center, "Creation");
    await settled(center, "Creation", bob);
    await settled(center, "Deletion");
    const { InstanceArn, PermissionSetArn } = assignment();
    const input = { InstanceArn, PermissionSetArn, AccountId: MEMBER };
    expect(await center.call("ListAccountAssignments", input)).toEqual({
      AccountAssignments: [{ AccountId: MEMBER, PermissionSetArn, PrincipalType: "USER", ...bob }],
    });
    expect(enter(center, "bob")()).toBeDefined();
  });
});

describe("the identity store", () => {
  const asking = (AttributeValue: string, AttributePath = "userName") => ({
    IdentityStoreId: CENTER.identityStoreId,
    AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
  });

  test("finds users by their names", async () => {
    expect(await aCenter().call("GetUserId", asking("ada"))).toEqual({
      ...{ IdentityStoreId: CENTER.identityStoreId, UserId: ADA },
    });
  });

  test("says so when there is nobody of the name", async () => {
    await expect(aCenter().call("GetUserId", asking("eve"))).rejects.toMatchObject({
      ...{ name: "ResourceNotFoundException", ResourceType: "USER" },
    });
  });

  test("refuses by name what is not emulated", async () => {
    await expect(
      aCenter().call("GetUserId", asking("ada@example.com", "emails.value")),
    ).rejects.toThrow("does not emulate finding users by another attribute than userName");
  });
});
