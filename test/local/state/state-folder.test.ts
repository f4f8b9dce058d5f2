import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStateFolder } from "../../../local/state/state-folder.ts";

const aFolder = () => mkdtempSync(join(tmpdir(), "state-"));
const PLACE = { service: "iam", account: "111111111111", region: "global" };

test("a folder that was closed is found again, with its time and how often it was opened", () => {
  const folder = join(aFolder(), "made/on/demand");
  const before = openStateFolder(folder);
  before.storage.collection<string>(PLACE, "role").set("a", "kept");
  before.keepTime(1_000);
  before.keepTime(2_000);
  before.close();

  const after = openStateFolder(folder);

  expect(before).toMatchObject({ time: undefined, openings: 1 });
  expect(after).toMatchObject({ time: 2_000, openings: 2 });
  expect(after.storage.collection<string>(PLACE, "role").get("a")).toBe("kept");
});

test("a folder that another process uses is refused", () => {
  const folder = aFolder();
  writeFileSync(join(folder, "pid"), String(process.ppid));

  expect(() => openStateFolder(folder)).toThrow(`is in use by process ${process.ppid}`);
  expect(readFileSync(join(folder, "pid"), "utf8")).toBe(String(process.ppid));
});

test("a folder that a killed process left behind is taken, and given back", () => {
  const folder = aFolder();
  const pastAnyProcess = 2 ** 30;
  writeFileSync(join(folder, "pid"), String(pastAnyProcess));

  const state = openStateFolder(folder);
  expect(readFileSync(join(folder, "pid"), "utf8")).toBe(String(process.pid));
  state.close();

  expect(existsSync(join(folder, "pid"))).toBe(false);
});

test.each([
  ["world.jsonl", "a diary\n"],
  ["time", "half past nine"],
])("a folder whose %s is something else is refused, and given back", (file, text) => {
  const folder = aFolder();
  writeFileSync(join(folder, file), text);

  expect(() => openStateFolder(folder)).toThrow(`The state folder ${folder} cannot be used`);
  expect(readFileSync(join(folder, file), "utf8")).toBe(text);
  expect(existsSync(join(folder, "pid"))).toBe(false);
});
