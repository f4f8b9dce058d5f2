import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { unzip } from "../../../local/services/codebuild/unzip.ts";
import { aBuildFarm, commands, outputOf, properties } from "./a-build-farm.ts";

/** A zip archive with one deflated file; checksums are left out, since nobody reads them. */
function zipOf(name: string, text: string): Buffer {
  const content = deflateRawSync(text);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(content.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + content.length, 16);
  return Buffer.concat([local, Buffer.from(name), content, entry, Buffer.from(name), end]);
}

test("reads a deflated file from an archive", () => {
  const [entry, ...others] = unzip(zipOf("folder/hello.txt", "hello"));

  expect(entry?.name).toBe("folder/hello.txt");
  expect(Buffer.from(entry?.content ?? []).toString()).toBe("hello");
  expect(others).toEqual([]);
});

test("refuses what is no archive", () => {
  expect(() => unzip(Buffer.from("hello".repeat(20)))).toThrow("not a zip archive");
});

test.each([
  { name: "hello.txt", status: "SUCCEEDED", output: ["from the archive"] },
  { name: "../hello.txt", status: "FAILED", output: [] },
])("builds from an object with $name in it: $status", async ({ name, status, output }) => {
  const farm = aBuildFarm({ readObject: () => zipOf(name, "from the archive\n") });
  const BuildSpec = JSON.stringify(commands("cat hello.txt"));
  const Source = { Type: "S3", Location: "elsewhere/abc.zip", BuildSpec };
  await farm.project(properties({}, { Source }));

  expect((await farm.build()).buildStatus).toBe(status);
  expect(outputOf(farm.lines)).toEqual(output);
});
