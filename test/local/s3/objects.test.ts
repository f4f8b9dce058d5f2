import { describe, expect, it } from "vitest";
import { aStore, aStoreWithBox, put } from "./a-call.ts";

const NOTE = { Bucket: "box", Key: "note" };
const TEXT = Buffer.from("hello");

describe("S3 objects", () => {
  it("gives back what was put, with the MD5 as its ETag", async () => {
    const store = await aStoreWithBox();
    const asked = { ...NOTE, Body: TEXT, ContentType: "text/plain", Metadata: { by: "me" } };

    await store.call("PutObject", { ...asked, ChecksumCRC32: "NhCmhg==" });

    const got = await store.call("GetObject", { ...NOTE, ChecksumMode: "ENABLED" });
    expect(Buffer.from(got["Body"] as Uint8Array).toString()).toBe("hello");
    expect(got).toMatchObject({
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      ContentType: "text/plain",
      Metadata: { by: "me" },
      ChecksumCRC32: "NhCmhg==",
    });
  });

  it.each(["ChecksumCRC32", "ChecksumCRC64NVME", "ChecksumSHA256", "ContentMD5"])(
    "refuses a body whose %s is wrong",
    async (checksum) => {
      const store = await aStoreWithBox();

      const written = store.call("PutObject", { ...NOTE, Body: TEXT, [checksum]: "AAAAAA==" });

      await expect(written).rejects.toMatchObject({ name: "BadDigest" });
    },
  );

  it("accepts the CRC-64/NVME of the published test vector", async () => {
    const store = await aStoreWithBox();
    const check = Buffer.from("ae8b14860a799888", "hex").toString("base64");
    const Body = Buffer.from("123456789");

    const written = await store.call("PutObject", { ...NOTE, Body, ChecksumCRC64NVME: check });

    expect(written).toMatchObject({ ChecksumCRC64NVME: check });
  });

  it("answers a range of bytes", async () => {
    const store = await aStoreWithBox();
    await put(store, "note");

    const got = await store.call("GetObject", { ...NOTE, Range: "bytes=1-2" });

    expect(Buffer.from(got["Body"] as Uint8Array).toString()).toBe("el");
    expect(got["ContentRange"]).toBe("bytes 1-2/5");
  });

  it("refuses a range beyond the end", async () => {
    const store = await aStoreWithBox();
    await put(store, "note");

    const got = store.call("GetObject", { ...NOTE, Range: "bytes=9-" });

    await expect(got).rejects.toMatchObject({ name: "InvalidRange", status: 416 });
  });

  it("overwrites nothing when the write asks for a new key", async () => {
    const store = await aStoreWithBox();
    await put(store, "note");

    const written = store.call("PutObject", { ...NOTE, Body: TEXT, IfNoneMatch: "*" });

    await expect(written).rejects.toMatchObject({ name: "PreconditionFailed", status: 412 });
  });

  it("answers NotModified for an ETag that the client knows", async () => {
    const store = await aStoreWithBox();
    const { ETag } = await put(store, "note");

    const got = store.call("GetObject", { ...NOTE, IfNoneMatch: ETag });

    await expect(got).rejects.toMatchObject({ name: "NotModified", status: 304 });
  });

  it.each([
    ["GetObject", "NoSuchKey"],
    ["HeadObject", "NotFound"],
  ])("answers %s of a missing key with %s", async (operation, error) => {
    const store = await aStoreWithBox();

    const got = store.call(operation, NOTE);

    await expect(got).rejects.toThrow(expect.objectContaining({ name: error }));
  });

  it("refuses objects in a bucket that does not exist", async () => {
    const store = aStore();

    const written = put(store, "note");

    await expect(written).rejects.toThrow(expect.objectContaining({ name: "NoSuchBucket" }));
  });

  it("refuses a bucket of another owner than the caller expects", async () => {
    const store = await aStoreWithBox();

    const got = store.call("GetObject", { ...NOTE, ExpectedBucketOwner: "222222222222" });

    await expect(got).rejects.toMatchObject({ name: "AccessDenied", status: 403 });
  });

  it.each([
    ["an access control list", { ACL: "public-read" }, "AccessControlListNotSupported"],
    ["another storage class", { StorageClass: "GLACIER" }, "NotEmulated"],
    ["a legal hold", { ObjectLockLegalHoldStatus: "ON" }, "NotEmulated"],
    ["a key that is too long", { Key: "k".repeat(1025) }, "KeyTooLongError"],
  ])("refuses %s", async (_what, asked, error) => {
    const store = await aStoreWithBox();

    const written = store.call("PutObject", { ...NOTE, Body: TEXT, ...asked });

    await expect(written).rejects.toMatchObject({ name: error });
  });
});
