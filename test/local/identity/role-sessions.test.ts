import { describe, expect, it } from "vitest";
import { ACCOUNT, aPolicy } from "../iam/a-call.ts";
import { ADMINISTRATOR, aSession, enter, roleArn } from "./a-cloud.ts";

const HOUR = 3_600_000;

describe("Sessions of roles", () => {
  it("end with their role, even if another one takes its name", async () => {
    const { cloud, session } = await aSession();
    const root = cloud.root();
    const RoleName = "worker";
    await cloud.call(root, "iam:DetachRolePolicy", { RoleName, PolicyArn: ADMINISTRATOR });
    await cloud.call(root, "iam:DeleteRole", { RoleName });
    cloud.role(RoleName);

    expect(cloud.identity.knownKey(session.accessKeyId)).toBeUndefined();
  });

  it("follow the role as it is now", async () => {
    const { cloud, session } = await aSession();
    const RoleName = "worker";
    await cloud.call(session, "iam:ListUsers");

    await cloud.call(cloud.root(), "iam:DetachRolePolicy", { RoleName, PolicyArn: ADMINISTRATOR });

    await expect(cloud.call(session, "iam:ListUsers")).rejects.toThrow(
      "because no identity-based policy allows the iam:ListUsers action",
    );
  });

  it("are revoked by a policy on their time of issue, newer ones are not", async () => {
    const { cloud, ann, session } = await aSession();
    cloud.clock.pass(HOUR / 2);
    const now = new Date(cloud.clock.now()).toISOString();
    const Condition = { DateLessThan: { "aws:TokenIssueTime": now } };
    await cloud.call(cloud.root(), "iam:PutRolePolicy", {
      RoleName: "worker",
      PolicyName: "AWSRevokeOlderSessions",
      PolicyDocument: aPolicy({ Effect: "Deny", Action: "*", Condition }),
    });

    const older = cloud.call(session, "iam:ListUsers");
    const newer = cloud.call(await enter(cloud, ann), "iam:ListUsers");

    await expect(older).rejects.toThrow("with an explicit deny in an identity-based policy");
    await expect(newer).resolves.toHaveProperty("Users");
  });

  it("are bounded by their session policies", async () => {
    const { cloud, session } = await aSession({ Policy: aPolicy({ Action: "iam:ListUsers" }) });

    await expect(cloud.call(session, "iam:ListUsers")).resolves.toHaveProperty("Users");
    await expect(cloud.call(session, "iam:ListRoles")).rejects.toThrow(
      "because no session policy allows the iam:ListRoles action",
    );
  });

  it("say what they are in the context of a request", async () => {
    const { cloud, session } = await aSession();

    const context = cloud.contextOf(session);

    expect(context).toMatchObject({
      "aws:PrincipalArn": roleArn("worker"),
      "aws:PrincipalType": "AssumedRole",
      "aws:PrincipalAccount": ACCOUNT,
      "aws:PrincipalTag/team": "blue",
      "aws:TokenIssueTime": "2026-11-24T08:00:00Z",
    });
    expect(context).not.toHaveProperty("aws:MultiFactorAuthPresent");
    expect(context).not.toHaveProperty("aws:username");
  });
});
