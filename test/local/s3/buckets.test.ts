import { describe, expect, it } from "vitest";
import { aStore, aStoreWithBox, put } from "./a-call.ts";

const OTHER = { account: "222222222222" };
const IRELAND = { region: "eu-west-1" };

describe("S3 buckets", () => {
  it("keeps a bucket in the Region of its location constraint", async () => {
    const store = aStore();
    const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" };

    await store.call("CreateBucket", { Bucket: "box", CreateBucketConfiguration }, IRELAND);

    const location = await store.call("GetBucketLocation", { Bucket: "box" });
    expect(location).toEqual({ LocationConstraint: "eu-west-1" });
  });

  it("refuses a location constraint of another Region's endpoint", async () => {
    const store = aStore();
    const asked = {
      Bucket: "box",
      CreateBucketConfiguration: { LocationConstraint: "eu-west-2" },
    };

    const created = store.call("CreateBucket", asked, IRELAND);

    await expect(created).rejects.toThrow(
      expect.objectContaining({ name: "IllegalLocationConstraintException" }),
    );
  });

  it("refuses a name that another account holds", async () => {
    const store = await aStoreWithBox();

    const created = store.call("CreateBucket", { Bucket: "box" }, OTHER);

    await expect(created).rejects.toThrow(expect.objectContaining({ name: "BucketAlreadyExists" }));
  });

  it("refuses to create one's own bucket twice outside us-east-1", async () => {
    const store = aStore();
    const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" };
    await store.call("CreateBucket", { Bucket: "box", CreateBucketConfiguration }, IRELAND);

    const again = store.call("CreateBucket", { Bucket: "box", CreateBucketConfiguration }, IRELAND);

    await expect(again).rejects.toThrow(
      expect.objectContaining({ name: "BucketAlreadyOwnedByYou" }),
    );
  });

  it("answers success again for one's own bucket in us-east-1", async () => {
    const store = await aStoreWithBox();

    const again = await store.call("CreateBucket", { Bucket: "box" });

    expect(again).toEqual({ Location: "/box" });
  });

  it.each(["UPPER", "ab", "-dash", "a..b", "10.0.0.1", "xn--puny"])(
    "refuses the bucket name %s",
    async (Bucket) => {
      const store = aStore();

      const created = store.call("CreateBucket", { Bucket });

      await expect(created).rejects.toThrow(expect.objectContaining({ name: "InvalidBucketName" }));
    },
  );

  it("redirects from the endpoint of another Region", async () => {
    const store = await aStoreWithBox();

    const listed = store.call("ListObjectsV2", { Bucket: "box" }, IRELAND);

    await expect(listed).rejects.toMatchObject({
      name: "PermanentRedirect",
      status: 301,
      headers: { "x-amz-bucket-region": "us-east-1" },
    });
  });

  it("deletes no bucket that holds an object", async () => {
    const store = await aStoreWithBox();
    await put(store, "note");

    const deleted = store.call("DeleteBucket", { Bucket: "box" });

    await expect(deleted).rejects.toMatchObject({ name: "BucketNotEmpty", status: 409 });
  });

  it("deletes no bucket that holds only delete markers", async () => {
    const store = await aStoreWithBox(true);
    await store.call("DeleteObject", { Bucket: "box", Key: "note" });

    const deleted = store.call("DeleteBucket", { Bucket: "box" });

    await expect(deleted).rejects.toMatchObject({ name: "BucketNotEmpty" });
  });

  it("frees the name of a deleted bucket for another account", async () => {
    const store = await aStoreWithBox();
    await store.call("DeleteBucket", { Bucket: "box" });

    await store.call("CreateBucket", { Bucket: "box" }, OTHER);

    const mine = await store.call("ListBuckets");
    expect(mine["Buckets"]).toEqual([]);
  });

  it("lists the buckets of one Region page by page", async () => {
    const store = aStore();
    for (const Bucket of ["one", "three", "two"]) await store.call("CreateBucket", { Bucket });

    const first = await store.call("ListBuckets", { MaxBuckets: 2, BucketRegion: "us-east-1" });
    const { ContinuationToken } = first;
    const second = await store.call("ListBuckets", { MaxBuckets: 2, ContinuationToken });

    expect(first["Buckets"]).toMatchObject([{ Name: "one" }, { Name: "three" }]);
    expect(second["Buckets"]).toMatchObject([{ Name: "two", BucketRegion: "us-east-1" }]);
    expect(second).not.toHaveProperty("ContinuationToken");
  });

  it("refuses a bucket with an Object Lock by name", async () => {
    const store = aStore();

    const created = store.call("CreateBucket", { Bucket: "box", ObjectLockEnabledForBucket: true });

    await expect(created).rejects.toMatchObject({ name: "NotEmulated" });
  });

  it("answers a missing bucket with NotFound to HEAD requests", async () => {
    const store = aStore();

    const head = store.call("HeadBucket", { Bucket: "nowhere" });

    await expect(head).rejects.toThrow(expect.objectContaining({ name: "NotFound" }));
  });
});
