import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3-control";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountBlocksOf, wholeBlock } from "../../../local/services/s3/account-block.ts";
import { aChild } from "../../adapters/a-child.ts";
import { aStoreWithBox } from "./a-call.ts";

const BOX = { Bucket: "box" };
const OWNER = "111111111111";
const PUBLIC = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::box/*" },
  ],
});

/** A bucket without a block of its own. */
async function anOpenBox() {
  const store = await aStoreWithBox();
  await store.call("DeletePublicAccessBlock", BOX);
  const block = (settings: object) => accountBlocksOf(store.world).set(OWNER, wholeBlock(settings));
  return { ...store, block, open: () => store.call("PutBucketPolicy", { ...BOX, Policy: PUBLIC }) };
}

describe("the block of an account", () => {
  test("refuses public policies of buckets that would take them", async () => {
    const { block, open } = await anOpenBox();
    await open();
    block({ BlockPublicPolicy: true });
    await expect(open()).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("takes from a public policy that is there what it gives to other accounts", async () => {
    const { block, open, authorize } = await anOpenBox();
    await open();
    const asked = () =>
      authorize("GetObject", { ...BOX, Key: "k" }, { account: "222222222222" })[0];
    expect(asked()).toMatchObject({ resourcePolicy: PUBLIC });
    block({ RestrictPublicBuckets: true });
    expect(asked()).not.toHaveProperty("resourcePolicy");
  });

  test("leaves policies alone that its settings do not speak of", async () => {
    const { block, open } = await anOpenBox();
    block({ BlockPublicAcls: true, IgnorePublicAcls: true });
    await expect(open()).resolves.toEqual({});
  });
});

describe("S3 Control over the wire", () => {
  let child: Awaited<ReturnType<typeof aChild>>;
  beforeAll(async () => {
    child = await aChild();
  });
  afterAll(() => child.close());
  const OWN = { AccountId: "333333333333" };
  const block = { PublicAccessBlockConfiguration: { BlockPublicAcls: true } };

  test("answers that a fresh account has no block, puts one, and takes it away", async () => {
    const { s3Control } = child.clients;
    const get = () => s3Control.send(new GetPublicAccessBlockCommand(OWN));
    const absent = { name: "NoSuchPublicAccessBlockConfiguration" };

    await expect(get()).rejects.toMatchObject(absent);
    await s3Control.send(new PutPublicAccessBlockCommand({ ...OWN, ...block }));
    expect((await get()).PublicAccessBlockConfiguration).toEqual({
      ...{ BlockPublicAcls: true, IgnorePublicAcls: false },
      ...{ BlockPublicPolicy: false, RestrictPublicBuckets: false },
    });
    await s3Control.send(new DeletePublicAccessBlockCommand(OWN));
    await expect(get()).rejects.toMatchObject(absent);
  });

  test("keeps off whoever names another account", async () => {
    const command = new PutPublicAccessBlockCommand({ AccountId: OWNER, ...block });
    await expect(child.clients.s3Control.send(command)).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });
});
