import { describe, expect, it } from "vitest";
import { codeAt, stepAt } from "../../../local/services/iam/totp.ts";
import { ACCOUNT, aPolicy, aTrust } from "../iam/a-call.ts";
import { ADMINISTRATOR, aCloud, type Cloud, credentialsIn, enter } from "../identity/a-cloud.ts";

const WITH_MFA = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };

function aGuardedRole() {
  const cloud = aCloud();
  cloud.role("worker", { AssumeRolePolicyDocument: aTrust({ AWS: ACCOUNT }, WITH_MFA) });
  const inline = { enter: aPolicy({ Action: "sts:AssumeRole" }) };
  return { cloud, ann: cloud.user("ann", { inline, mfa: true }) };
}

type Ann = ReturnType<typeof aGuardedRole>["ann"];

/** Serial number and code of a user's device, as an authenticator shows it. */
function codeOf(cloud: Cloud, { mfa }: Ann, stepsAway = 0) {
  const TokenCode = codeAt(mfa?.seed ?? "", stepAt(cloud.clock.now()) + stepsAway);
  return { SerialNumber: mfa?.serialNumber, TokenCode };
}

describe("Codes of MFA devices", () => {
  it("follow RFC 6238", () => {
    const seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    const codes = [59_000, 1_111_111_109_000].map((at) => codeAt(seed, stepAt(at)));

    expect(codes).toEqual(["287082", "081804"]);
  });

  it("open a role that demands MFA", async () => {
    const { cloud, ann } = aGuardedRole();

    const without = enter(cloud, ann);
    const entered = enter(cloud, ann, codeOf(cloud, ann));

    await expect(without).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(entered).resolves.toHaveProperty("sessionToken");
  });

  it("work once", async () => {
    const { cloud, ann } = aGuardedRole();
    await enter(cloud, ann, codeOf(cloud, ann));

    const again = enter(cloud, ann, codeOf(cloud, ann));

    await expect(again).rejects.toThrow("invalid MFA one time pass code");
  });

  it("may be half a minute off, and no more", async () => {
    const { cloud, ann } = aGuardedRole();

    const old = enter(cloud, ann, codeOf(cloud, ann, -2));
    const late = enter(cloud, ann, codeOf(cloud, ann, -1));

    await expect(old).rejects.toThrow("invalid MFA one time pass code");
    await expect(late).resolves.toHaveProperty("sessionToken");
  });

  it("are of no use to somebody else", async () => {
    const { cloud, ann } = aGuardedRole();
    const ben = cloud.user("ben", { policies: [ADMINISTRATOR] });

    const entered = enter(cloud, ben, codeOf(cloud, ann));

    await expect(entered).rejects.toThrow("associated with this user");
  });

  it("are refused without the serial number", async () => {
    const { cloud, ann } = aGuardedRole();

    const entered = enter(cloud, ann, { TokenCode: "123456" });

    await expect(entered).rejects.toThrow("must provide both MFA serial number");
  });
});

describe("Sessions of GetSessionToken", () => {
  it("carry MFA and its age", async () => {
    const { cloud, ann } = aGuardedRole();
    const answer = await cloud.call(ann, "sts:GetSessionToken", codeOf(cloud, ann));
    const session = credentialsIn(answer);
    cloud.clock.pass(90_000);

    const context = cloud.contextOf(session);

    expect(context).toMatchObject({
      "aws:MultiFactorAuthPresent": true,
      "aws:MultiFactorAuthAge": 90,
      "aws:username": "ann",
    });
    await expect(enter(cloud, session)).resolves.toHaveProperty("sessionToken");
  });

  it("say that there was no MFA, where long-lived keys say nothing", async () => {
    const { cloud, ann } = aGuardedRole();
    const session = credentialsIn(await cloud.call(ann, "sts:GetSessionToken"));

    const contexts = [cloud.contextOf(session), cloud.contextOf(ann)];

    expect(contexts[0]).toMatchObject({ "aws:MultiFactorAuthPresent": false });
    expect(contexts[1]).not.toHaveProperty("aws:MultiFactorAuthPresent");
  });

  it("are refused by IAM without MFA", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann", { policies: [ADMINISTRATOR] });
    const session = credentialsIn(await cloud.call(ann, "sts:GetSessionToken"));

    const listed = cloud.call(session, "iam:ListUsers");

    await expect(listed).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  });

  it("cannot be made from a session", async () => {
    const { cloud, ann } = aGuardedRole();
    const session = credentialsIn(await cloud.call(ann, "sts:GetSessionToken"));

    const made = cloud.call(session, "sts:GetSessionToken");

    await expect(made).rejects.toThrow("Cannot call GetSessionToken with session credentials");
  });

  it("last an hour at most for the root user", async () => {
    const cloud = aCloud();

    const answer = await cloud.call(cloud.root(), "sts:GetSessionToken", { DurationSeconds: 7200 });

    const Expiration = new Date(cloud.clock.now() + 3_600_000);
    expect(answer).toMatchObject({ Credentials: { Expiration } });
  });
});
