import { describe, expect, it } from "vitest";
import { aStoreWithBox } from "./a-call.ts";

const BOX = { Bucket: "box" };

describe("S3 bucket settings", () => {
  it("encrypts new buckets and blocks public access to them", async () => {
    const store = await aStoreWithBox();

    const encryption = await store.call("GetBucketEncryption", BOX);
    const block = await store.call("GetPublicAccessBlock", BOX);

    expect(encryption).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
    expect(block).toMatchObject({ PublicAccessBlockConfiguration: { BlockPublicPolicy: true } });
  });

  it.each([
    ["GetBucketTagging", "NoSuchTagSet"],
    ["GetBucketPolicy", "NoSuchBucketPolicy"],
    ["GetObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"],
  ])("answers %s of a new bucket with %s", async (operation, error) => {
    const store = await aStoreWithBox();

    const got = store.call(operation, BOX);

    await expect(got).rejects.toMatchObject({ name: error, status: 404 });
  });

  it("forgets tags that are deleted", async () => {
    const store = await aStoreWithBox();
    const Tagging = { TagSet: [{ Key: "by", Value: "me" }] };
    await store.call("PutBucketTagging", { ...BOX, Tagging });
    expect(await store.call("GetBucketTagging", BOX)).toEqual(Tagging);

    await store.call("DeleteBucketTagging", BOX);

    const got = store.call("GetBucketTagging", BOX);
    await expect(got).rejects.toMatchObject({ name: "NoSuchTagSet" });
  });

  it.each([
    ["a reserved key", [{ Key: "aws:x", Value: "" }]],
    ["an empty key", [{ Key: "", Value: "" }]],
    ["the same key twice", [{ Key: "a" }, { Key: "a" }]],
  ])("refuses tags with %s", async (_what, TagSet) => {
    const store = await aStoreWithBox();

    const written = store.call("PutBucketTagging", { ...BOX, Tagging: { TagSet } });

    await expect(written).rejects.toMatchObject({ name: "InvalidTag" });
  });

  it("refuses to log accesses, but lets logging be switched off", async () => {
    const store = await aStoreWithBox();
    const LoggingEnabled = { TargetBucket: "logs", TargetPrefix: "" };

    const on = store.call("PutBucketLogging", { ...BOX, BucketLoggingStatus: { LoggingEnabled } });
    const off = store.call("PutBucketLogging", { ...BOX, BucketLoggingStatus: {} });

    await expect(on).rejects.toMatchObject({ name: "NotEmulated" });
    await expect(off).resolves.toEqual({});
  });

  it("forgets the block of public access when it is deleted", async () => {
    const store = await aStoreWithBox();

    await store.call("DeletePublicAccessBlock", BOX);

    const got = store.call("GetPublicAccessBlock", BOX);
    await expect(got).rejects.toMatchObject({ name: "NoSuchPublicAccessBlockConfiguration" });
  });
});
