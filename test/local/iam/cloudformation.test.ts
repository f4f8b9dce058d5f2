import { describe, expect, it } from "vitest";
import type { ResourceContext } from "../../../local/kernel/service.ts";
import { ACCOUNT, anIam, aPolicy, aTrust, type Iam } from "./a-call.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

function contextOf({ world }: Iam): ResourceContext {
  return {
    world,
    account: ACCOUNT,
    region: "eu-west-1",
    stackName: "stack",
    logicalId: "Thing",
    tags: { stack: "one" },
    physicalName: (longest) => `stack-Thing-${"X".repeat(200)}`.slice(0, longest),
    asset: () => "",
  };
}

async function make(iam: Iam, type: string, properties: object) {
  const found = iam.service.resources?.find((each) => each.type === `AWS::IAM::${type}`);
  return await found?.create(properties as never, contextOf(iam));
}

const TRUST = JSON.parse(aTrust({ Service: "lambda.amazonaws.com" }));

async function aStackRole(iam: Iam, more: object = {}) {
  return await make(iam, "Role", { RoleName: "worker", AssumeRolePolicyDocument: TRUST, ...more });
}

describe("IAM resources of a stack", () => {
  it("are roles with their policies, tagged with the stack", async () => {
    const iam = anIam();

    const made = await aStackRole(iam, {
      ManagedPolicyArns: [ADMINISTRATOR],
      Policies: [{ PolicyName: "read", PolicyDocument: JSON.parse(aPolicy()) }],
      Tags: [{ Key: "team", Value: "blue" }],
    });

    const attributes = { Arn: `arn:aws:iam::${ACCOUNT}:role/worker` };
    expect(made).toMatchObject({ ref: "worker", attributes });
    const { Role } = await iam.call("GetRole", { RoleName: "worker" });
    expect(Role).toMatchObject({ Tags: [{ Key: "stack" }, { Key: "team" }] });
    const inline = await iam.call("ListRolePolicies", { RoleName: "worker" });
    expect(inline).toMatchObject({ PolicyNames: ["read"] });
  });

  it("have a name of the stack when the template gives none", async () => {
    const made = await aStackRole(anIam(), { RoleName: undefined });

    expect(made?.ref).toHaveLength(64);
  });

  it("are refused with a property that is not understood", async () => {
    const made = aStackRole(anIam(), { Colour: "blue" });

    await expect(made).rejects.toThrow("Colour");
  });

  it("are refused with a trusted principal that does not exist", async () => {
    const AssumeRolePolicyDocument = JSON.parse(
      aTrust({ AWS: `arn:aws:iam::${ACCOUNT}:role/none` }),
    );

    const made = aStackRole(anIam(), { AssumeRolePolicyDocument });

    await expect(made).rejects.toThrow("Invalid principal in policy");
  });

  it("are inline policies in roles", async () => {
    const iam = anIam();
    await aStackRole(iam);
    const policy = { PolicyName: "read", PolicyDocument: JSON.parse(aPolicy()) };

    await make(iam, "Policy", { ...policy, Roles: ["worker"] });

    const read = iam.call("GetRolePolicy", { RoleName: "worker", PolicyName: "read" });
    await expect(read).resolves.toMatchObject({ PolicyName: "read" });
    await expect(make(iam, "Policy", policy)).rejects.toThrow("must be non-empty");
    await expect(make(iam, "Policy", { ...policy, Roles: ["none"] })).rejects.toThrow(
      "The role with name none cannot be found.",
    );
  });

  it("are managed policies, attached", async () => {
    const iam = anIam();
    await aStackRole(iam);

    const made = await make(iam, "ManagedPolicy", {
      ManagedPolicyName: "read",
      PolicyDocument: JSON.parse(aPolicy()),
      Roles: ["worker"],
    });

    expect(made?.ref).toBe(`arn:aws:iam::${ACCOUNT}:policy/read`);
    const attached = await iam.call("ListAttachedRolePolicies", { RoleName: "worker" });
    expect(attached["AttachedPolicies"]).toEqual([{ PolicyArn: made?.ref, PolicyName: "read" }]);
  });

  it("are users in groups, and instance profiles with a role", async () => {
    const iam = anIam();
    await aStackRole(iam);
    await make(iam, "Group", { GroupName: "team", ManagedPolicyArns: [ADMINISTRATOR] });
    await make(iam, "User", { UserName: "ann", Groups: ["team"] });
    await make(iam, "InstanceProfile", { InstanceProfileName: "machine", Roles: ["worker"] });

    const groups = await iam.call("ListGroupsForUser", { UserName: "ann" });
    const profiles = await iam.call("ListInstanceProfilesForRole", { RoleName: "worker" });

    expect(groups["Groups"]).toMatchObject([{ GroupName: "team" }]);
    expect(profiles["InstanceProfiles"]).toMatchObject([{ InstanceProfileName: "machine" }]);
  });
});
