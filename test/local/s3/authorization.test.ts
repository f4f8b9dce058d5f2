import { describe, expect, it } from "vitest";
import { aStoreWithBox, put } from "./a-call.ts";

const OTHER = { account: "222222222222" };

function aPolicy(statement: object = {}): string {
  const allow = { Effect: "Allow", Principal: { AWS: OTHER.account }, Action: "s3:GetObject" };
  const Statement = [{ ...allow, Resource: "arn:aws:s3:::box/*", ...statement }];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

const OPEN = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: true,
};

describe("S3 authorization", () => {
  it("asks for the action on the object, with the bucket's owner and policy", async () => {
    const store = await aStoreWithBox();
    await put(store, "note");
    await store.call("PutBucketPolicy", { Bucket: "box", Policy: aPolicy() });

    const needed = store.authorize("GetObject", { Bucket: "box", Key: "note" }, OTHER);

    expect(needed).toEqual([
      {
        action: "s3:GetObject",
        resource: "arn:aws:s3:::box/note",
        resourceAccount: "111111111111",
        resourcePolicy: aPolicy(),
        context: {},
      },
    ]);
  });

  it("tells that a key is missing only to those who may list", async () => {
    const store = await aStoreWithBox();

    const needed = store.authorize("GetObject", { Bucket: "box", Key: "nothing" });

    expect(needed.map(({ action }) => action)).toEqual(["s3:GetObject", "s3:ListBucket"]);
  });

  it.each([
    ["ListBuckets", "s3:ListAllMyBuckets"],
    ["HeadBucket", "s3:ListBucket"],
    ["ListObjectVersions", "s3:ListBucketVersions"],
    ["GetBucketEncryption", "s3:GetEncryptionConfiguration"],
    ["DeleteBucketTagging", "s3:PutBucketTagging"],
    ["PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
  ])("guards %s by %s", async (operation, action) => {
    const store = await aStoreWithBox();

    const needed = store.authorize(operation, { Bucket: "box" });

    expect(needed).toMatchObject([{ action }]);
  });

  it("guards the deletion of a version by its own action", async () => {
    const store = await aStoreWithBox();
    const Objects = [{ Key: "a" }, { Key: "b", VersionId: "null" }];

    const needed = store.authorize("DeleteObjects", { Bucket: "box", Delete: { Objects } });

    const actions = needed.map(({ action }) => action);
    expect(actions).toEqual(["s3:DeleteObject", "s3:DeleteObjectVersion"]);
  });

  it("refuses a public policy while these are blocked", async () => {
    const store = await aStoreWithBox();

    const written = store.call("PutBucketPolicy", {
      Bucket: "box",
      Policy: aPolicy({ Principal: "*" }),
    });

    await expect(written).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("opens a public bucket to its own account only while it is restricted", async () => {
    const store = await aStoreWithBox();
    const block = { Bucket: "box", PublicAccessBlockConfiguration: OPEN };
    await store.call("PutPublicAccessBlock", block);
    await store.call("PutBucketPolicy", { Bucket: "box", Policy: aPolicy({ Principal: "*" }) });

    const [foreign] = store.authorize("GetObject", { Bucket: "box", Key: "k" }, OTHER);
    const [own] = store.authorize("GetObject", { Bucket: "box", Key: "k" });

    expect(foreign).not.toHaveProperty("resourcePolicy");
    expect(own).toHaveProperty("resourcePolicy");
  });

  it.each([
    ["no JSON", "{"],
    ["no principal", aPolicy({ Principal: undefined })],
    ["another bucket's resource", aPolicy({ Resource: "arn:aws:s3:::other/*" })],
  ])("refuses a policy with %s", async (_what, Policy) => {
    const store = await aStoreWithBox();

    const written = store.call("PutBucketPolicy", { Bucket: "box", Policy });

    await expect(written).rejects.toMatchObject({ name: "MalformedPolicy" });
  });
});
