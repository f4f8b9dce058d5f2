import { describe, expect, it } from "vitest";
import { OTHER } from "../iam/a-call.ts";
import { aCloud, aSession, credentialsIn, enter } from "./a-cloud.ts";

const HOUR = 3_600_000;

describe("Access keys", () => {
  it("are unknown once their user is gone", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann");
    const session = credentialsIn(await cloud.call(ann, "sts:GetSessionToken"));

    await cloud.remove("ann");

    for (const { accessKeyId } of [ann, session]) {
      expect(cloud.identity.knownKey(accessKeyId)).toBeUndefined();
    }
  });

  it("say when they are inactive", async () => {
    const cloud = aCloud();
    const { accessKeyId: AccessKeyId } = cloud.user("ann");
    const input = { UserName: "ann", AccessKeyId, Status: "Inactive" };

    await cloud.call(cloud.root(), "iam:UpdateAccessKey", input);

    expect(cloud.identity.knownKey(AccessKeyId)).toMatchObject({ active: false });
  });

  it("stop working with their account", () => {
    const cloud = aCloud({ isUsable: (account) => account !== OTHER });

    const keys = [cloud.root(), cloud.root(OTHER)].map(({ accessKeyId }) =>
      cloud.identity.knownKey(accessKeyId),
    );

    expect(keys).toMatchObject([{ active: true }, undefined]);
  });

  it("of sessions carry their end and their token", async () => {
    const { cloud, session } = await aSession();

    const known = cloud.identity.knownKey(session.accessKeyId);

    expect(known).toMatchObject({ credentials: session, expiresAt: cloud.clock.now() + HOUR });
  });

  it("of sessions are remembered as expired for a day, and forgotten after it", async () => {
    const { cloud, ann, session } = await aSession();
    cloud.clock.pass(2 * HOUR);
    await enter(cloud, ann);
    expect(cloud.identity.knownKey(session.accessKeyId)).toBeDefined();

    cloud.clock.pass(24 * HOUR);
    await enter(cloud, ann);

    expect(cloud.identity.knownKey(session.accessKeyId)).toBeUndefined();
  });
});
