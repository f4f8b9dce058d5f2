import { describe, expect, it } from "vitest";
import { NO_ORGANIZATION } from "../../../local/identity/organization-view.ts";
import { ACCOUNT, anIam, aPolicy, aRole, aTrust, OTHER } from "./a-call.ts";

const ROOT = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

describe("Roles", () => {
  it("are answered with their trust policy percent-encoded", async () => {
    const iam = anIam();
    const AssumeRolePolicyDocument = aTrust(ROOT);
    const more = { Path: "/mayfly/", Description: "Works", AssumeRolePolicyDocument };
    await aRole(iam, "worker", more);

    const answer = await iam.call("GetRole", { RoleName: "worker" });

    expect(answer).toMatchObject({
      Role: {
        Arn: `arn:aws:iam::${ACCOUNT}:role/mayfly/worker`,
        RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
        AssumeRolePolicyDocument: encodeURIComponent(aTrust(ROOT)),
        MaxSessionDuration: 3600,
        Description: "Works",
      },
    });
  });

  it("have names that differ by more than their case", async () => {
    const iam = anIam();
    await aRole(iam, "worker");

    const again = aRole(iam, "Worker");

    await expect(again).rejects.toThrow("Role with name Worker already exists.");
  });

  it("are namespaces of their account", async () => {
    const iam = anIam();
    await aRole(iam, "worker");
    const root = { kind: "root", account: OTHER, arn: "", userId: OTHER } as const;

    const read = iam.call("GetRole", { RoleName: "worker" }, root);

    await expect(read).rejects.toThrow("The role with name worker cannot be found.");
  });

  it.each([
    [{ RoleName: "no spaces" }, "The specified value for roleName is invalid"],
    [{ RoleName: "x".repeat(65) }, "Member must have length less than or equal to 64"],
    [{ Path: "mayfly" }, "It must begin and end with /"],
    [{ MaxSessionDuration: 3599 }, "Member must have value greater than or equal to 3600"],
    [{ MaxSessionDuration: 43_201 }, "Member must have value less than or equal to 43200"],
    [{ Path: "/aws-service-role/x/" }, "reserved"],
  ])("are refused with %o", async (given, message) => {
    const made = aRole(anIam(), "worker", given);

    await expect(made).rejects.toThrow(message);
    await expect(made).rejects.toMatchObject({ name: "ValidationError" });
  });

  it("cannot be bounded by a policy that does not exist", async () => {
    const PermissionsBoundary = `arn:aws:iam::${ACCOUNT}:policy/none`;

    const made = aRole(anIam(), "worker", { PermissionsBoundary });

    await expect(made).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });

  it("cannot be deleted while policies hang on them", async () => {
    const iam = anIam();
    const RoleName = "worker";
    await aRole(iam, RoleName);
    await iam.call("AttachRolePolicy", { RoleName, PolicyArn: ADMINISTRATOR });
    const attached = iam.call("DeleteRole", { RoleName });
    await expect(attached).rejects.toThrow("must detach all policies first");
    await iam.call("DetachRolePolicy", { RoleName, PolicyArn: ADMINISTRATOR });

    await iam.call("PutRolePolicy", { RoleName, PolicyName: "p", PolicyDocument: aPolicy() });
    const embedded = iam.call("DeleteRole", { RoleName });

    await expect(embedded).rejects.toMatchObject({ name: "DeleteConflictException" });
  });

  it("cannot be deleted while an instance profile holds them", async () => {
    const iam = anIam();
    await aRole(iam, "worker");
    const both = { InstanceProfileName: "machine", RoleName: "worker" };
    await iam.call("CreateInstanceProfile", { InstanceProfileName: "machine" });
    await iam.call("AddRoleToInstanceProfile", both);

    const deleted = iam.call("DeleteRole", { RoleName: "worker" });

    await expect(deleted).rejects.toThrow("must remove roles from instance profile first");
  });

  it("are alone in an instance profile", async () => {
    const iam = anIam();
    const InstanceProfileName = "machine";
    await iam.call("CreateInstanceProfile", { InstanceProfileName });
    for (const name of ["worker", "other"]) await aRole(iam, name);
    const add = async (RoleName: string) =>
      await iam.call("AddRoleToInstanceProfile", { InstanceProfileName, RoleName });
    await add("worker");

    await expect(add("other")).rejects.toMatchObject({ name: "LimitExceededException" });
    await expect(iam.call("CreateInstanceProfile", { InstanceProfileName })).rejects.toThrow(
      "Instance Profile machine already exists.",
    );
    const other = { InstanceProfileName, RoleName: "other" };
    await expect(iam.call("RemoveRoleFromInstanceProfile", other)).rejects.toMatchObject({
      name: "NoSuchEntityException",
    });
  });

  it("keep their description through an update, but not how long their sessions may be", async () => {
    const iam = anIam();
    await aRole(iam, "worker", { Description: "Works", MaxSessionDuration: 7200 });

    await iam.call("UpdateRole", { RoleName: "worker" });

    const answer = await iam.call("GetRole", { RoleName: "worker" });
    expect(answer).toMatchObject({ Role: { Description: "Works", MaxSessionDuration: 3600 } });
  });

  it("are listed in pages by name, below a path", async () => {
    const iam = anIam();
    for (const name of ["c", "A", "b"]) await aRole(iam, name, { Path: "/mayfly/" });
    await aRole(iam, "elsewhere");

    const first = await iam.call("ListRoles", { PathPrefix: "/mayfly/", MaxItems: 2 });
    const { Marker } = first;
    const second = await iam.call("ListRoles", { PathPrefix: "/mayfly/", Marker });

    const names = [first, second].map(({ Roles }) =>
      (Roles as { RoleName: string }[]).map(({ RoleName }) => RoleName),
    );
    expect(names).toEqual([["A", "b"], ["c"]]);
    expect([first["IsTruncated"], second["IsTruncated"]]).toEqual([true, false]);
  });

  it("are listed no further with a marker that was never given", async () => {
    const listed = anIam().call("ListRoles", { Marker: "!" });

    await expect(listed).rejects.toMatchObject({ name: "ValidationError" });
  });
});

describe("Roles of services", () => {
  it("may be changed by AWS only", async () => {
    const iam = anIam();
    await iam.call("CreateServiceLinkedRole", { AWSServiceName: "organizations.amazonaws.com" });
    const RoleName = "AWSServiceRoleForOrganizations";

    const attached = iam.call("AttachRolePolicy", { RoleName, PolicyArn: ADMINISTRATOR });
    const deleted = iam.call("DeleteRole", { RoleName });
    const tagged = iam.call("TagRole", { RoleName, Tags: [{ Key: "a", Value: "b" }] });

    for (const call of [attached, deleted, tagged]) {
      await expect(call).rejects.toThrow("this role is only modifiable by AWS");
    }
  });

  it("stay as long as the account is a member of an organization", async () => {
    const membership = { organizationId: "o-1", managementAccount: OTHER, path: "o-1/r-1/" };
    const iam = anIam({ organization: { ...NO_ORGANIZATION, membershipOf: () => membership } });
    await iam.call("CreateServiceLinkedRole", { AWSServiceName: "organizations.amazonaws.com" });
    const RoleName = "AWSServiceRoleForOrganizations";

    const { DeletionTaskId } = await iam.call("DeleteServiceLinkedRole", { RoleName });
    const status = await iam.call("GetServiceLinkedRoleDeletionStatus", { DeletionTaskId });

    expect(status).toMatchObject({ Status: "FAILED" });
    await expect(iam.call("GetRole", { RoleName })).resolves.toHaveProperty("Role");
  });

  it("exist for services that are emulated only", async () => {
    const made = anIam().call("CreateServiceLinkedRole", { AWSServiceName: "x.amazonaws.com" });

    await expect(made).rejects.toMatchObject({ name: "NotEmulated" });
  });
});
