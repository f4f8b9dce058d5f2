import { describe, expect, it } from "vitest";
import { listKeys } from "../../../local/services/s3/key-listing.ts";
import { aStoreWithBox, put } from "./a-call.ts";

const KEYS = ["a/1", "a/2", "b", "c/", "c/3"];
const ALL = { prefix: "", delimiter: "", after: "", limit: 1000 };

describe("S3 listings", () => {
  it("rolls keys up to their common prefixes", () => {
    const page = listKeys(KEYS, { ...ALL, delimiter: "/" });

    expect(page).toEqual({ keys: ["b"], commonPrefixes: ["a/", "c/"] });
  });

  it("goes on behind a common prefix instead of within it", () => {
    const page = listKeys(KEYS, { ...ALL, delimiter: "/", after: "a/" });

    expect(page).toEqual({ keys: ["b"], commonPrefixes: ["c/"] });
  });

  it("lists the keys under a prefix only", () => {
    const page = listKeys(KEYS, { ...ALL, prefix: "c/" });

    expect(page.keys).toEqual(["c/", "c/3"]);
  });

  it("sorts keys by their UTF-8 bytes", () => {
    const page = listKeys(["\u{1F41D}", "\uFF21", "z", "Z"], ALL);

    expect(page.keys).toEqual(["Z", "z", "\uFF21", "\u{1F41D}"]);
  });

  it("pages through all keys with continuation tokens", async () => {
    const store = await aStoreWithBox();
    for (const key of KEYS) await put(store, key);
    const seen: unknown[] = [];

    let ContinuationToken: unknown;
    do {
      const asked = { Bucket: "box", MaxKeys: 2, ContinuationToken };
      const page = await store.call("ListObjectsV2", asked);
      seen.push(...(page["Contents"] as { Key: string }[]).map(({ Key }) => Key));
      ContinuationToken = page["NextContinuationToken"];
    } while (ContinuationToken !== undefined);

    expect(seen).toEqual(KEYS);
  });

  it("percent-encodes keys for clients that ask for it", async () => {
    const store = await aStoreWithBox();
    await put(store, "a b/ü");

    const listed = await store.call("ListObjects", { Bucket: "box", EncodingType: "url" });

    expect(listed["Contents"]).toMatchObject([{ Key: "a%20b/%C3%BC" }]);
  });

  it("refuses a negative page size", async () => {
    const store = await aStoreWithBox();

    const listed = store.call("ListObjectsV2", { Bucket: "box", MaxKeys: -1 });

    await expect(listed).rejects.toMatchObject({ name: "InvalidArgument" });
  });
});
