import { appendFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { JournalStorage } from "../../../local/kernel/journal.ts";

const PLACE = { service: "iam", account: "111111111111", region: "global" };
const aFolder = () => mkdtempSync(join(tmpdir(), "journal-"));
const roles = (storage: JournalStorage) => storage.collection<object>(PLACE, "role");

test("a world that is opened again holds what was written, in its order", () => {
  const folder = aFolder();
  const before = roles(new JournalStorage(folder));
  before.set("a", { version: 1 }).set("b", { version: 1 });
  before.set("a", { version: 2 });
  expect([...roles(new JournalStorage(folder)).entries()]).toEqual([
    ["a", { version: 2 }],
    ["b", { version: 1 }],
  ]);
});

test("what was deleted does not come back", () => {
  const folder = aFolder();
  const before = roles(new JournalStorage(folder));
  before.set("a", {});
  before.delete("a");
  expect(new JournalStorage(folder).isEmpty).toBe(true);
});

test("half a line at the end, left by a killed process, is passed over", () => {
  const folder = aFolder();
  roles(new JournalStorage(folder)).set("a", { whole: true });
  appendFileSync(join(folder, "world.jsonl"), '{"place":{"service":"ia');
  expect([...roles(new JournalStorage(folder)).keys()]).toEqual(["a"]);
});

test("opening it again leaves one line for each record", () => {
  const folder = aFolder();
  const before = roles(new JournalStorage(folder));
  for (let version = 0; version < 50; version += 1) before.set("a", { version });
  new JournalStorage(folder).close();
  expect(readFileSync(join(folder, "world.jsonl"), "utf8").trimEnd().split("\n")).toHaveLength(1);
});

test("any sequence of changes is the same before and after", () => {
  const change = fc.tuple(fc.constantFrom("a", "b", "c"), fc.option(fc.jsonValue()));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const folder = aFolder();
      const before = roles(new JournalStorage(folder));
      for (const [key, value] of changes)
        if (value === null) before.delete(key);
        else before.set(key, { value });
      const expected = JSON.parse(JSON.stringify(Object.fromEntries(before.entries()))) as object;
      expect(Object.fromEntries(roles(new JournalStorage(folder)).entries())).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});
