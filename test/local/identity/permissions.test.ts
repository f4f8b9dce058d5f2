import { describe, expect, it } from "vitest";
import { makeServiceLinkedRole } from "../../../local/services/iam/make-service-linked-role.ts";
import { ACCOUNT, aPolicy, OTHER } from "../iam/a-call.ts";
import { ADMINISTRATOR, aCloud, aService } from "./a-cloud.ts";

const FULL = [{ name: "FullAWSAccess", document: aPolicy({ Action: "*" }) }];

describe("Permissions", () => {
  it("come from groups too", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann");
    const root = cloud.root();
    const GroupName = "team";
    await cloud.call(root, "iam:CreateGroup", { GroupName });
    await cloud.call(root, "iam:AttachGroupPolicy", { GroupName, PolicyArn: ADMINISTRATOR });
    await expect(cloud.call(ann, "iam:ListUsers")).rejects.toMatchObject({ name: "AccessDenied" });

    await cloud.call(root, "iam:AddUserToGroup", { GroupName, UserName: "ann" });

    await expect(cloud.call(ann, "iam:ListUsers")).resolves.toHaveProperty("Users");
  });

  it("end at the permissions boundary", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann", { policies: [ADMINISTRATOR] });
    const PermissionsBoundary = "arn:aws:iam::aws:policy/PowerUserAccess";
    await cloud.call(cloud.root(), "iam:PutUserPermissionsBoundary", {
      UserName: "ann",
      PermissionsBoundary,
    });

    await expect(cloud.call(ann, "iam:ListRoles")).resolves.toHaveProperty("Roles");
    await expect(cloud.call(ann, "iam:ListUsers")).rejects.toThrow(
      "because no permissions boundary allows the iam:ListUsers action",
    );
  });

  it("end at service control policies, for the root user too", async () => {
    const deny = [{ name: "rail", document: aPolicy({ Effect: "Deny", Action: "iam:*" }) }];
    const serviceControlPolicies = (account: string) => (account === OTHER ? [FULL, deny] : []);
    const cloud = aCloud({ serviceControlPolicies });

    const bound = cloud.call(cloud.root(OTHER), "iam:ListUsers");
    const free = cloud.call(cloud.root(), "iam:ListUsers");

    await expect(bound).rejects.toThrow("with an explicit deny in a service control policy");
    await expect(free).resolves.toHaveProperty("Users");
  });

  it("of service-linked roles end at no service control policy", () => {
    const cloud = aCloud({ serviceControlPolicies: () => [[]] });
    const { name, path } = makeServiceLinkedRole(cloud.world, OTHER, "organizations.amazonaws.com");
    const arn = `arn:aws:iam::${OTHER}:role${path}${name}`;

    const { principal } = cloud.identity.assumeAsService(arn, aService("organizations"), "session");

    expect(cloud.identity.policiesOf(principal).serviceControl).toEqual([]);
  });

  it("follow the default version of a managed policy", async () => {
    const cloud = aCloud();
    const root = cloud.root();
    const PolicyDocument = aPolicy({ Action: "iam:ListUsers" });
    await cloud.call(root, "iam:CreatePolicy", { PolicyName: "list", PolicyDocument });
    const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/list`;
    const ann = cloud.user("ann", { policies: [PolicyArn] });
    await cloud.call(ann, "iam:ListUsers");

    await cloud.call(root, "iam:CreatePolicyVersion", {
      PolicyArn,
      PolicyDocument: aPolicy({ Action: "iam:ListRoles" }),
      SetAsDefault: true,
    });

    await expect(cloud.call(ann, "iam:ListUsers")).rejects.toMatchObject({ name: "AccessDenied" });
  });
});
