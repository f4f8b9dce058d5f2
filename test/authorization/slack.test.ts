import { beforeAll, expect, test } from "vitest";
import { EXCEPTIONS, isExcepted } from "./exceptions.ts";
import { type Evidence, recordTalk } from "./support/record.ts";
import { tryWithout } from "./support/replay.ts";

let record: Evidence;
beforeAll(async () => {
  record = await recordTalk();
});

test("Slack has three roles of its own", () => {
  const names = record.roles.map(({ roleName }) => roleName.replace(/^.*-slack-/, ""));
  expect(names.toSorted()).toEqual(["receive", "tell", "work"]);
});

test("taking a statement, an action, a resource or a value out of their policies makes a run in Slack fail", () => {
  const found = record.roles.flatMap((role) =>
    tryWithout(role, record.recording)
      .filter(({ refused }) => refused === undefined)
      .filter((tried) => !EXCEPTIONS.some((each) => isExcepted(role.roleName, tried, each)))
      .map(({ part }) => `${role.roleName}: ${part.kind} ${part.text}`),
  );
  expect(found).toEqual([]);
});
