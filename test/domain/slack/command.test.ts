import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCommand } from "../../../domain/slack/command.ts";
import type { Instant } from "../../../domain/time.ts";
import { DAY, HOUR } from "../../../domain/time.ts";
import { LEASE_ID } from "../../support/builders.ts";

/** A Tuesday, ten in the morning in Berlin. */
const NOW = "2026-12-01T09:00:00.000Z" as Instant;
const reading = { now: NOW, zone: "Europe/Berlin", templates: ["sandbox", "experiment"] };
const read = (text: string) => readCommand(text, reading);
const duration = (seconds: number) => ({ kind: "duration", seconds });
const until = (at: string) => ({ kind: "until", at });

describe("a request", () => {
  test.each([
    ["request 3d for load test", { purpose: "load test", term: duration(3 * DAY) }],
    ["3d request for load test", { purpose: "load test", term: duration(3 * DAY) }],
    ["for load test 3d", { purpose: "load test", term: duration(3 * DAY) }],
    ["for 3d load test", { purpose: "load test", term: duration(3 * DAY) }],
    ["request an experiment account for x", { purpose: "x", template: "experiment" }],
    [
      "Sandbox $80 for x 1d 12h",
      { purpose: "x", template: "sandbox", budget: 80, term: duration(36 * HOUR) },
    ],
    ["budget 80 request for x", { purpose: "x", budget: 80 }],
    ['8h "what is it for"', { purpose: "what is it for", term: duration(8 * HOUR) }],
    ["request “a talk” 2 days", { purpose: "a talk", term: duration(2 * DAY) }],
    ["request for x until friday 18:00", { purpose: "x", term: until("2026-12-04T17:00:00.000Z") }],
    ["until friday request for x", { purpose: "x", term: until("2026-12-04T17:00:00.000Z") }],
    ["for x until tomorrow at 9:30", { purpose: "x", term: until("2026-12-02T08:30:00.000Z") }],
    ["for waiting until it works", { purpose: "waiting until it works" }],
  ])("%s", (text, wish) => {
    expect(read(text)).toEqual({ kind: "request", wish });
  });

  test.each([
    ["request 3d", "Say what the account is for."],
    ["request 3d until friday for x", "Say either how long or until when, not both."],
    ["request until someday", "I cannot read the moment after “until”."],
    ["give me money", "I do not know what “give” means."],
    ["request sandbox experiment for x", "I do not know what “experiment” means."],
    [`${LEASE_ID} for x`, `Say what to do with ${LEASE_ID}: status, extend or end.`],
  ])("%s is not clear", (text, message) => {
    expect(read(text)).toEqual({ kind: "unclear", message });
  });
});

describe("other commands", () => {
  test.each([
    ["", { kind: "form" }],
    ["   ", { kind: "form" }],
    ["list", { kind: "list" }],
    ["my list", { kind: "list" }],
    ["HELP", { kind: "help" }],
    ["status", { kind: "status" }],
    [`${LEASE_ID} status`, { kind: "status", lease: LEASE_ID }],
    [`end ${LEASE_ID}`, { kind: "end", lease: LEASE_ID }],
    [`extend ${LEASE_ID} by 2d`, { kind: "extend", lease: LEASE_ID, term: duration(2 * DAY) }],
    ["2d extend", { kind: "extend", term: duration(2 * DAY) }],
    ["extend until 2026-12-24 12:00", { kind: "extend", term: until("2026-12-24T11:00:00.000Z") }],
    ["extend", { kind: "unclear", message: "Say by how long, or until when." }],
  ])("%j", (text, command) => {
    expect(read(text)).toEqual(command);
  });
});

describe("any text", () => {
  test("is read without a failure, and what is unclear has words for it", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5_000 }), (text) => {
        const command = read(text);
        if (command.kind === "unclear") expect(command.message).toMatch(/\.$/);
      }),
    );
  });

  test("means the same in any order of its parts", () => {
    const parts = fc.shuffledSubarray(["request", "3d", "sandbox", "$80", '"a test"'], {
      minLength: 5,
    });
    fc.assert(
      fc.property(parts, (words) => {
        expect(read(words.join(" "))).toEqual(read('request sandbox 3d $80 "a test"'));
      }),
    );
  });
});
