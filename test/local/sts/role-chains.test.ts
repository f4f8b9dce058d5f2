import { describe, expect, it } from "vitest";
import { ACCOUNT, aTrust } from "../iam/a-call.ts";
import { ADMINISTRATOR, aCloud, enter, roleArn } from "../identity/a-cloud.ts";

describe("Chained roles", () => {
  async function aChain(role: object = {}) {
    const cloud = aCloud();
    cloud.role("worker");
    cloud.role("next", { MaxSessionDuration: 43_200, ...role });
    const policies = [ADMINISTRATOR];
    await cloud.attach("worker", ADMINISTRATOR);
    return { cloud, ann: cloud.user("ann", { policies }) };
  }

  it("last an hour at most, whatever the role allows", async () => {
    const { cloud, ann } = await aChain();
    const session = await enter(cloud, ann);

    const entered = enter(cloud, session, { RoleArn: roleArn("next"), DurationSeconds: 3601 });

    await expect(entered).rejects.toThrow(
      "1 hour session limit for roles assumed by role chaining",
    );
  });

  it("hand on transitive tags, if the next role trusts to be tagged", async () => {
    const trust = aTrust({ AWS: ACCOUNT }, { Action: ["sts:AssumeRole", "sts:TagSession"] });
    const { cloud, ann } = await aChain({ AssumeRolePolicyDocument: trust });
    await cloud.trust("worker", trust);
    const Tags = [
      { Key: "team", Value: "blue" },
      { Key: "mood", Value: "bad" },
    ];
    const first = await enter(cloud, ann, { Tags, TransitiveTagKeys: ["team"] });

    const second = await enter(cloud, first, { RoleArn: roleArn("next") });

    const context = cloud.contextOf(second);
    expect(context).toMatchObject({ "aws:PrincipalTag/team": "blue" });
    expect(context).not.toHaveProperty("aws:PrincipalTag/mood");
  });

  it("refuse transitive tags that the next role does not trust to be set", async () => {
    const trust = aTrust({ AWS: ACCOUNT }, { Action: ["sts:AssumeRole", "sts:TagSession"] });
    const { cloud, ann } = await aChain();
    await cloud.trust("worker", trust);
    const Tags = [{ Key: "team", Value: "blue" }];
    const first = await enter(cloud, ann, { Tags, TransitiveTagKeys: ["team"] });

    const second = enter(cloud, first, { RoleArn: roleArn("next") });

    await expect(second).rejects.toThrow("not authorized to perform: sts:TagSession");
  });

  it("refuse to override transitive tags, and to hand on tags that are not set", async () => {
    const trust = aTrust({ AWS: ACCOUNT }, { Action: ["sts:AssumeRole", "sts:TagSession"] });
    const { cloud, ann } = await aChain({ AssumeRolePolicyDocument: trust });
    await cloud.trust("worker", trust);
    const Tags = [{ Key: "team", Value: "blue" }];
    const first = await enter(cloud, ann, { Tags, TransitiveTagKeys: ["team"] });

    const overriding = enter(cloud, first, { RoleArn: roleArn("next"), Tags });
    const missing = enter(cloud, ann, { Tags, TransitiveTagKeys: ["mood"] });

    await expect(overriding).rejects.toMatchObject({ name: "ValidationError" });
    await expect(missing).rejects.toMatchObject({ name: "ValidationError" });
  });

  it("refuse tags that the trust policy does not let through", async () => {
    const { cloud, ann } = await aChain();

    const entered = enter(cloud, ann, { Tags: [{ Key: "team", Value: "blue" }] });

    await expect(entered).rejects.toThrow("not authorized to perform: sts:TagSession");
  });

  it("keep the source identity, which nobody can change", async () => {
    const trust = aTrust({ AWS: ACCOUNT }, { Action: ["sts:AssumeRole", "sts:SetSourceIdentity"] });
    const { cloud, ann } = await aChain({ AssumeRolePolicyDocument: trust });
    await cloud.trust("worker", trust);
    const first = await enter(cloud, ann, { SourceIdentity: "ann" });

    const second = await enter(cloud, first, { RoleArn: roleArn("next") });
    const changed = enter(cloud, first, { RoleArn: roleArn("next"), SourceIdentity: "ben" });

    expect(cloud.contextOf(second)).toMatchObject({ "aws:SourceIdentity": "ann" });
    await expect(changed).rejects.toMatchObject({ name: "AccessDenied" });
  });
});
