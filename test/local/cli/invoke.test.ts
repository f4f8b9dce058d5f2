import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { functionNames, invokeOptions } from "../../../local/cli/invoke/options.ts";
import { aFolder, aRunningCloud, outcomeOf, type RunningCloud } from "./a-command.ts";

let cloud: RunningCloud;
beforeAll(async () => {
  cloud = await aRunningCloud();
  return () => void cloud.child.kill("SIGKILL");
});

const invoked = (...args: string[]) => outcomeOf("invoke", [...args, "--url", cloud.url]);

test("a function answers, with its log and how long it took", async () => {
  const { code, printed } = await invoked("sweep", "events/sweep/schedule.json");

  expect(code).toBe(0);
  expect(printed).toContain('"inAttention": 0');
  expect(printed).toMatch(/^START RequestId: \S+ Version: \$LATEST$/m);
  expect(printed).toMatch(/^answered after \d+ ms$/m);
});

test("a function that fails makes the command fail", async () => {
  const { code, printed } = await invoked("create-account", "events/create-account/lease.json");

  expect(code).toBe(1);
  expect(printed).toContain('"errorMessage": "There is no lease l-4f0a8c2e6b9d1f37."');
  expect(printed).toMatch(/^failed after \d+ ms$/m);
});

test("without an address it runs in a cloud of its own", async () => {
  const { code, printed } = await outcomeOf("invoke", ["sweep", "events/sweep/schedule.json"]);

  expect(code).toBe(0);
  expect(printed).toContain('"due": 0');
});

test("a function that there is not is refused with the names of all", async () => {
  const { code, printed } = await outcomeOf("invoke", ["swep", "events/sweep/schedule.json"]);

  expect(code).toBe(2);
  expect(printed).toContain("There is no function swep.");
  for (const name of functionNames()) expect(printed).toContain(`\n  ${name}\n`);
});

const aFile = (text: string) => {
  const path = join(aFolder(), "event.json");
  writeFileSync(path, text);
  return path;
};

test.each([
  [["sweep"], "Which event? For sweep there are:\n  events/sweep/schedule.json"],
  [["sweep", "nowhere.json"], "nowhere.json cannot be read: ENOENT"],
  [["sweep", aFile("{")], "is no JSON"],
  [["sweep", aFile("{}"), "more"], '"more" is one argument too many.'],
  [
    ["sweep", aFile("{}"), "--url", "here"],
    '--url must be the address of a local cloud, not "here".',
  ],
])("%j is refused", (args, reason) => {
  expect(() => invokeOptions(args)).toThrow(reason);
});
