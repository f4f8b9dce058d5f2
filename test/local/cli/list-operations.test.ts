import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emulated, withEmulated } from "../../../local/cli/list-operations/emulated.ts";

const DOCUMENT = join(import.meta.dirname, "../../../docs/local-cloud.md");

test("docs/local-cloud.md lists what is emulated, and nothing else", () => {
  const document = readFileSync(DOCUMENT, "utf8");
  const remedy = "Write it anew: npx node local/cli/list-operations.ts --write";
  expect(document === withEmulated(document), remedy).toBe(true);
});

test("a service is listed once, with its operations and how many AWS has", () => {
  expect(emulated().match(/^#### CloudWatch \(`monitoring`\)/gm)).toHaveLength(1);
  expect(emulated()).toMatch(/^#### STS \(`sts`\): \d+ of 1\d operations\n\nAssumeRole, /m);
});

test("types of resources are listed with the properties that they understand", () => {
  expect(emulated()).toMatch(/^\| `AWS::SQS::QueuePolicy` \| PolicyDocument, Queues \|$/m);
});

test("a document without a place for the list is refused", () => {
  expect(() => withEmulated("# The local cloud")).toThrow("The document must hold");
});
