import { describe, expect, it } from "vitest";
import { makeAccessRole } from "../../../local/services/iam/new-account.ts";
import { aCloud, enter, roleArn } from "../identity/a-cloud.ts";
import { ACCOUNT, aPolicy, OTHER } from "./a-call.ts";

const ACCESS = {
  account: OTHER,
  roleName: "OrganizationAccountAccessRole",
  managementAccount: ACCOUNT,
};

describe("A new account", () => {
  it("lets those of the management account in who may, and lets them do everything", async () => {
    const cloud = aCloud();
    const arn = makeAccessRole(cloud.world, ACCESS);
    const inline = { enter: aPolicy({ Action: "sts:AssumeRole", Resource: arn }) };
    const ann = cloud.user("ann", { inline });

    const session = await enter(cloud, ann, { RoleArn: arn });

    const made = cloud.call(session, "iam:CreateUser", { UserName: "ben" });
    await expect(made).resolves.toMatchObject({
      User: { Arn: `arn:aws:iam::${OTHER}:user/ben` },
    });
  });

  it("has the role of Organizations", async () => {
    const cloud = aCloud();
    makeAccessRole(cloud.world, ACCESS);

    const { Roles } = await cloud.call(cloud.root(OTHER), "iam:ListRoles");

    expect(Roles).toMatchObject([
      { RoleName: "AWSServiceRoleForOrganizations" },
      { RoleName: "OrganizationAccountAccessRole" },
    ]);
  });

  it("is left as it is the second time", async () => {
    const cloud = aCloud();
    const first = makeAccessRole(cloud.world, ACCESS);
    const RoleName = ACCESS.roleName;
    await cloud.call(cloud.root(OTHER), "iam:UpdateRole", { RoleName, Description: "Ours" });

    const second = makeAccessRole(cloud.world, ACCESS);

    const { Role } = await cloud.call(cloud.root(OTHER), "iam:GetRole", { RoleName });
    expect(second).toBe(first);
    expect(Role).toMatchObject({ Description: "Ours" });
  });

  it("lets nobody in before", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann", { inline: { enter: aPolicy({ Action: "sts:*" }) } });

    const entered = enter(cloud, ann, { RoleArn: roleArn(ACCESS.roleName, OTHER) });

    await expect(entered).rejects.toMatchObject({ name: "AccessDenied" });
  });
});
