import { describe, expect, it } from "vitest";
import { aStoreWithBox, put, type Store } from "./a-call.ts";

const NOTE = { Bucket: "box", Key: "note" };

async function versionsOf(store: Store, more: object = {}) {
  const listed = await store.call("ListObjectVersions", { Bucket: "box", ...more });
  const ids = (member: string) =>
    (listed[member] as { VersionId: string }[]).map(({ VersionId }) => VersionId);
  return { listed, versions: ids("Versions"), markers: ids("DeleteMarkers") };
}

describe("S3 versions", () => {
  it("keeps older versions behind the newest one", async () => {
    const store = await aStoreWithBox(true);
    const older = await put(store, "note", "one");

    await put(store, "note", "two");

    const got = await store.call("GetObject", { ...NOTE, VersionId: older["VersionId"] });
    expect(Buffer.from(got["Body"] as Uint8Array).toString()).toBe("one");
    expect((await versionsOf(store)).versions).toHaveLength(2);
  });

  it("hides a deleted key behind a delete marker", async () => {
    const store = await aStoreWithBox(true);
    await put(store, "note");

    const deleted = await store.call("DeleteObject", NOTE);

    expect(deleted).toMatchObject({ DeleteMarker: true });
    await expect(store.call("GetObject", NOTE)).rejects.toMatchObject({
      name: "NoSuchKey",
      headers: { "x-amz-delete-marker": "true" },
    });
  });

  it("shows the key again when its delete marker is deleted", async () => {
    const store = await aStoreWithBox(true);
    await put(store, "note");
    const { VersionId } = await store.call("DeleteObject", NOTE);

    await store.call("DeleteObject", { ...NOTE, VersionId });

    const listed = await store.call("ListObjectsV2", { Bucket: "box" });
    expect(listed["KeyCount"]).toBe(1);
  });

  it("refuses to read a delete marker by its id", async () => {
    const store = await aStoreWithBox(true);
    const { VersionId } = await store.call("DeleteObject", NOTE);

    const got = store.call("GetObject", { ...NOTE, VersionId });

    await expect(got).rejects.toMatchObject({ name: "MethodNotAllowed", status: 405 });
  });

  it("replaces the null version while versioning is suspended", async () => {
    const store = await aStoreWithBox(true);
    await put(store, "note");
    const VersioningConfiguration = { Status: "Suspended" };
    await store.call("PutBucketVersioning", { Bucket: "box", VersioningConfiguration });

    await put(store, "note");
    await put(store, "note");

    const { versions } = await versionsOf(store);
    expect(versions).toEqual(["null", expect.not.stringMatching("null")]);
  });

  it("pages through versions within a key", async () => {
    const store = await aStoreWithBox(true);
    for (const text of ["one", "two", "three"]) await put(store, "note", text);

    const first = await versionsOf(store, { MaxKeys: 2 });
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = first.listed;
    const second = await versionsOf(store, { MaxKeys: 2, KeyMarker, VersionIdMarker });

    expect(first.listed["IsTruncated"]).toBe(true);
    expect(second.versions).toHaveLength(1);
    expect(second.listed["IsTruncated"]).toBe(false);
  });

  it("lets a nuke empty a versioned bucket and delete it", async () => {
    const store = await aStoreWithBox(true);
    for (const key of ["a", "b"]) await put(store, key);
    await store.call("DeleteObject", { Bucket: "box", Key: "a" });

    const { listed } = await versionsOf(store);
    const found = [listed["Versions"], listed["DeleteMarkers"]].flat() as {
      Key: string;
      VersionId: string;
    }[];
    const Objects = found.map(({ Key, VersionId }) => ({ Key, VersionId }));
    await store.call("DeleteObjects", { Bucket: "box", Delete: { Objects, Quiet: true } });

    await expect(store.call("DeleteBucket", { Bucket: "box" })).resolves.toEqual({});
  });

  it("refuses more than 1,000 keys in one deletion", async () => {
    const store = await aStoreWithBox();
    const Objects = Array.from({ length: 1001 }, (_, index) => ({ Key: `k${index}` }));

    const deleted = store.call("DeleteObjects", { Bucket: "box", Delete: { Objects } });

    await expect(deleted).rejects.toMatchObject({ name: "MalformedXML" });
  });
});
