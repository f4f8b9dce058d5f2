import { describe, expect, it } from "vitest";
import { ACCOUNT, anIam, aRole, aTrust, OTHER } from "./a-call.ts";

const USER = `arn:aws:iam::${ACCOUNT}:user/ann`;

describe("Trust policies", () => {
  it.each([
    ["a user", { AWS: USER }],
    ["a role", { AWS: `arn:aws:iam::${OTHER}:role/none` }],
    ["a session of a role", { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/none/session` }],
    ["an account", { AWS: "12345" }],
    ["a wildcard in an ARN", { AWS: `arn:aws:iam::${ACCOUNT}:role/*` }],
    ["a service", { Service: "lambda" }],
    ["a kind of principal", { CanonicalUser: "x" }],
  ])("are refused when they name %s that does not exist", async (_what, principal) => {
    const made = aRole(anIam(), "worker", { AssumeRolePolicyDocument: aTrust(principal) });

    await expect(made).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
    await expect(made).rejects.toThrow("Invalid principal in policy");
  });

  it("are refused when they name somebody at another path", async () => {
    const iam = anIam();
    await iam.call("CreateUser", { UserName: "ann", Path: "/staff/" });

    const made = aRole(iam, "worker", { AssumeRolePolicyDocument: aTrust({ AWS: USER }) });

    await expect(made).rejects.toThrow(`Invalid principal in policy: "AWS":"${USER}"`);
  });

  it("are refused for accounts that the cloud does not know", async () => {
    const iam = anIam({ accountExists: (account) => account === ACCOUNT });

    const made = aRole(iam, "worker", { AssumeRolePolicyDocument: aTrust({ AWS: OTHER }) });

    await expect(made).rejects.toThrow(`Invalid principal in policy: "AWS":"${OTHER}"`);
  });

  it.each([
    ["{", "This policy contains invalid Json"],
    [aTrust({ AWS: ACCOUNT }, { Resource: "*" }), "Has prohibited field Resource"],
    [aTrust({ AWS: ACCOUNT }, { Action: "s3:*" }), "may only specify STS AssumeRole actions"],
    [aTrust("*", { Principal: undefined }), "Missing required field Principal"],
    [aTrust({ AWS: ACCOUNT }, { Effect: "Maybe" }), "Invalid effect"],
    [aTrust({ AWS: ACCOUNT }, { Condition: { Like: { "aws:x": "y" } } }), "Invalid Condition type"],
  ])("are refused when they read %s", async (AssumeRolePolicyDocument, message) => {
    const made = aRole(anIam(), "worker", { AssumeRolePolicyDocument });

    await expect(made).rejects.toThrow(message);
  });

  it("have 2,048 characters at most, without white space", async () => {
    const iam = anIam();
    const users = Array.from({ length: 60 }, (_, n) => `arn:aws:iam::${200_000_000_000 + n}:root`);
    const long = aTrust({ AWS: users });

    const made = aRole(iam, "worker", { AssumeRolePolicyDocument: long });
    const spaced = aRole(iam, "worker", {
      AssumeRolePolicyDocument: aTrust().replaceAll(",", `,${" ".repeat(3000)}`),
    });

    await expect(made).rejects.toThrow("Cannot exceed quota for ACLSizePerRole: 2048");
    await expect(spaced).resolves.toHaveProperty("Role");
  });

  it("name accounts by the ARN of their root", async () => {
    const iam = anIam();
    const Condition = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
    const given = aTrust({ AWS: [ACCOUNT, OTHER] }, { Condition });
    await aRole(iam, "worker", { AssumeRolePolicyDocument: given });

    const { Role } = await iam.call("GetRole", { RoleName: "worker" });

    const { AssumeRolePolicyDocument } = Role as { AssumeRolePolicyDocument: string };
    const roots = [ACCOUNT, OTHER].map((account) => `arn:aws:iam::${account}:root`);
    expect(decodeURIComponent(AssumeRolePolicyDocument)).toBe(
      aTrust({ AWS: roots }, { Condition }),
    );
  });

  it("show the id of a user who was deleted since", async () => {
    const iam = anIam();
    const { User } = await iam.call("CreateUser", { UserName: "ann" });
    await aRole(iam, "worker", { AssumeRolePolicyDocument: aTrust({ AWS: USER }) });
    await iam.call("DeleteUser", { UserName: "ann" });
    await iam.call("CreateUser", { UserName: "ann" });

    const { Role } = await iam.call("GetRole", { RoleName: "worker" });

    const { AssumeRolePolicyDocument } = Role as { AssumeRolePolicyDocument: string };
    const { UserId } = User as { UserId: string };
    expect(decodeURIComponent(AssumeRolePolicyDocument)).toBe(aTrust({ AWS: UserId }));
  });

  it("can be replaced, unless the new one is wrong", async () => {
    const iam = anIam();
    await aRole(iam, "worker");
    const replace = async (PolicyDocument: string) =>
      await iam.call("UpdateAssumeRolePolicy", { RoleName: "worker", PolicyDocument });

    await replace(aTrust({ Service: "lambda.amazonaws.com" }));
    const wrong = replace(aTrust({ AWS: USER }));

    await expect(wrong).rejects.toThrow("Invalid principal in policy");
    const { Role } = await iam.call("GetRole", { RoleName: "worker" });
    expect(JSON.stringify(Role)).toContain("lambda.amazonaws.com");
  });
});
