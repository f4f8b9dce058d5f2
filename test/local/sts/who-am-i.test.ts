import { describe, expect, it } from "vitest";
import { ACCOUNT, aPolicy } from "../iam/a-call.ts";
import { aCloud, enter } from "../identity/a-cloud.ts";

describe("GetCallerIdentity", () => {
  it("answers even those to whom everything is denied", async () => {
    const cloud = aCloud();
    const inline = { nothing: aPolicy({ Effect: "Deny", Action: "*" }) };
    const ann = cloud.user("ann", { inline });

    const answer = await cloud.call(ann, "sts:GetCallerIdentity");

    expect(answer).toEqual({
      Account: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:user/ann`,
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
    });
  });

  it("names the session of a role", async () => {
    const cloud = aCloud();
    const { id } = cloud.role("worker");
    const ann = cloud.user("ann", { inline: { enter: aPolicy({ Action: "sts:AssumeRole" }) } });
    const session = await enter(cloud, ann);

    const answer = await cloud.call(session, "sts:GetCallerIdentity");

    expect(answer).toEqual({
      Account: ACCOUNT,
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/session`,
      UserId: `${id}:session`,
    });
  });
});

describe("GetAccessKeyInfo", () => {
  it("reads the account from the key", async () => {
    const cloud = aCloud();
    const { accessKeyId } = cloud.root("333333333333");

    const answer = await cloud.call(cloud.root(), "sts:GetAccessKeyInfo", {
      AccessKeyId: accessKeyId,
    });

    expect(answer).toEqual({ Account: "333333333333" });
  });

  it("refuses what is no key", async () => {
    const cloud = aCloud();

    const asked = cloud.call(cloud.root(), "sts:GetAccessKeyInfo", { AccessKeyId: "AKIA" });

    await expect(asked).rejects.toMatchObject({ name: "ValidationError" });
  });
});
