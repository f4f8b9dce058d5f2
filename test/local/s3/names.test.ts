import { describe, expect, it } from "vitest";
import { aStoreWithBox } from "./a-call.ts";

const OTHER = { account: "222222222222" };

describe("The names of S3 buckets", () => {
  it("are no matter of permissions when another account has them", async () => {
    const store = await aStoreWithBox();

    const needed = store.authorize("CreateBucket", { Bucket: "box" }, OTHER);

    expect(needed).toEqual([
      { action: "s3:CreateBucket", resource: "arn:aws:s3:::box", context: {} },
    ]);
    await expect(store.call("CreateBucket", { Bucket: "box" }, OTHER)).rejects.toMatchObject({
      name: "BucketAlreadyExists",
    });
  });

  it("are answered with 404 when nobody has them, so that clients can wait for it", async () => {
    const store = await aStoreWithBox();

    const head = store.call("HeadBucket", { Bucket: "none" });

    await expect(head).rejects.toMatchObject({ name: "NotFound", status: 404 });
  });
});
