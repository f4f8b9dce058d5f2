import { describe, expect, it } from "vitest";
import type { ResourceContext } from "../../../local/kernel/service.ts";
import { aStore, put, type Store } from "./a-call.ts";

function contextOf(store: Store): ResourceContext {
  return {
    world: store.world,
    account: "111111111111",
    region: "us-east-1",
    stackName: "stack",
    logicalId: "Box",
    tags: { stack: "one" },
    physicalName: () => "Stack-Box-1X2Y",
    asset: () => "",
  };
}

async function make(store: Store, type: string, properties: object) {
  const made = store.service.resources?.find((each) => each.type === type);
  return await made?.create(properties as never, contextOf(store));
}

const LIFECYCLE = {
  Rules: [
    {
      Status: "Enabled",
      ExpirationInDays: 30,
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    },
  ],
};

describe("S3 buckets of a stack", () => {
  it("names the bucket in lower case and tags it", async () => {
    const store = aStore();

    const made = await make(store, "AWS::S3::Bucket", {});

    expect(made).toMatchObject({
      ref: "stack-box-1x2y",
      attributes: { Arn: "arn:aws:s3:::stack-box-1x2y" },
    });
    const tagging = await store.call("GetBucketTagging", { Bucket: "stack-box-1x2y" });
    expect(tagging).toEqual({ TagSet: [{ Key: "stack", Value: "one" }] });
  });

  it("refuses a bucket that exists already", async () => {
    const store = aStore();
    await make(store, "AWS::S3::Bucket", { BucketName: "box" });

    const again = make(store, "AWS::S3::Bucket", { BucketName: "box" });

    await expect(again).rejects.toThrow("box already exists");
  });

  it("refuses encryption with customer keys", async () => {
    const store = aStore();
    const ServerSideEncryptionByDefault = { SSEAlgorithm: "aws:kms" };

    const made = make(store, "AWS::S3::Bucket", {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault }] },
    });

    await expect(made).rejects.toThrow("AES256");
  });

  it("lets objects expire by the lifecycle rules", async () => {
    const store = aStore();
    await make(store, "AWS::S3::Bucket", { BucketName: "box", LifecycleConfiguration: LIFECYCLE });
    await put(store, "note");

    store.passDays(29);
    const before = await store.call("ListObjectsV2", { Bucket: "box" });
    store.passDays(2);
    const after = await store.call("ListObjectsV2", { Bucket: "box" });

    expect([before["KeyCount"], after["KeyCount"]]).toEqual([1, 0]);
  });

  it("puts a policy on a bucket", async () => {
    const store = aStore();
    await make(store, "AWS::S3::Bucket", { BucketName: "box" });
    const PolicyDocument = {
      Statement: [
        { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::box/*" },
      ],
    };

    await make(store, "AWS::S3::BucketPolicy", { Bucket: "box", PolicyDocument });

    const got = await store.call("GetBucketPolicy", { Bucket: "box" });
    expect(got).toEqual({ Policy: JSON.stringify(PolicyDocument) });
  });
});
