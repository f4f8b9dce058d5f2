import { describe, expect, it } from "vitest";
import {
  momentOf,
  nextMoment,
  parseSchedule,
} from "../../../local/services/schedule-expressions/expression.ts";
import { isZone } from "../../../local/services/schedule-expressions/zone.ts";

const FROM = "2026-11-24T12:00:00Z";

interface Asked {
  readonly from?: string;
  readonly zone?: string;
  readonly count?: number;
  readonly start?: string;
}

/** The next moments of an expression, ISO 8601 without milliseconds. */
function next(expression: string, asked: Asked = {}) {
  const { from = FROM, zone = "UTC", count = 1, start = from } = asked;
  const parsed = parseSchedule(expression);
  if (!parsed) throw new Error(`${expression} is not understood`);
  const moments: string[] = [];
  let after = Date.parse(from);
  for (let found = 0; found < count; found += 1) {
    const at = nextMoment(parsed, { start: Date.parse(start), zone }, after);
    if (at === undefined) break;
    moments.push(new Date(at).toISOString().replace(".000Z", "Z"));
    after = at;
  }
  return moments;
}

describe("A schedule expression", () => {
  it.each<[string, string[]]>([
    ["rate(5 minutes)", ["2026-11-24T12:05:00Z", "2026-11-24T12:10:00Z"]],
    ["rate(1 day)", ["2026-11-25T12:00:00Z", "2026-11-26T12:00:00Z"]],
    ["cron(0 10 * * ? *)", ["2026-11-25T10:00:00Z", "2026-11-26T10:00:00Z"]],
    ["cron(15 12 * * ? *)", ["2026-11-24T12:15:00Z", "2026-11-25T12:15:00Z"]],
    ["cron(0/15 * * * ? *)", ["2026-11-24T12:15:00Z", "2026-11-24T12:30:00Z"]],
    ["cron(0 18 ? * MON-FRI *)", ["2026-11-24T18:00:00Z", "2026-11-25T18:00:00Z"]],
    ["cron(0 8 1 * ? *)", ["2026-12-01T08:00:00Z", "2027-01-01T08:00:00Z"]],
    ["cron(0 8 L * ? *)", ["2026-11-30T08:00:00Z", "2026-12-31T08:00:00Z"]],
    ["cron(0 8 LW * ? *)", ["2026-11-30T08:00:00Z", "2026-12-31T08:00:00Z"]],
    ["cron(0 8 ? * 6L *)", ["2026-11-27T08:00:00Z", "2026-12-25T08:00:00Z"]],
    ["cron(0 8 ? * 3#1 *)", ["2026-12-01T08:00:00Z", "2027-01-05T08:00:00Z"]],
    ["cron(0 8 15W * ? *)", ["2026-12-15T08:00:00Z", "2027-01-15T08:00:00Z"]],
    ["cron(0 8 1W AUG ? *)", ["2027-08-02T08:00:00Z", "2028-08-01T08:00:00Z"]],
    ["cron(0 8 31 * ? *)", ["2026-12-31T08:00:00Z", "2027-01-31T08:00:00Z"]],
    ["cron(0 0 29 2 ? *)", ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"]],
    ["cron(0 0 1 JAN,JUL ? 2027)", ["2027-01-01T00:00:00Z", "2027-07-01T00:00:00Z"]],
    ["cron(0 0 1 1 ? 2020)", []],
  ])("%s comes next at %j", (expression, expected) => {
    expect(next(expression, { count: 2 })).toEqual(expected);
  });

  it.each([
    "rate(1 minutes)",
    "rate(5 minute)",
    "rate(0 minutes)",
    "rate(5 weeks)",
    "rate(-5 minutes)",
    "cron(0 10 * * *)",
    "cron(0 10 * * * *)",
    "cron(0 10 ? * ? *)",
    "cron(60 10 * * ? *)",
    "cron(0 24 * * ? *)",
    "cron(0 10 0 * ? *)",
    "cron(0 10 ? * 8 *)",
    "cron(0 10 ? * MON#6 *)",
    "cron(5-1 10 * * ? *)",
    "cron(0/0 10 * * ? *)",
    "at(2026-12-01)",
    "at(2026-12-01T00:00:00Z)",
    "at(2026-13-01T00:00:00)",
    "in 5 minutes",
  ])("is not understood as %s", (expression) => {
    expect(parseSchedule(expression)).toBeUndefined();
  });

  it("counts a rate from its start, which is its first moment", () => {
    const start = "2026-11-24T13:30:00Z";

    expect(next("rate(1 hour)", { start, count: 2 })).toEqual([start, "2026-11-24T14:30:00Z"]);
  });
});

describe("A time zone", () => {
  const zone = "Europe/Berlin";

  it("moves the calendar with it", () => {
    expect(next("cron(0 8 * * ? *)", { zone })).toEqual(["2026-11-25T07:00:00Z"]);
    expect(next("cron(0 8 * * ? *)", { zone: "Asia/Kolkata" })).toEqual(["2026-11-25T02:30:00Z"]);
  });

  it("skips what the clocks skip", () => {
    const moments = next("cron(30 2 * * ? *)", { zone, from: "2027-03-27T00:00:00Z", count: 2 });

    expect(moments).toEqual(["2027-03-27T01:30:00Z", "2027-03-29T00:30:00Z"]);
  });

  it("comes once when the clocks show a time twice", () => {
    const moments = next("cron(30 2 * * ? *)", { zone, from: "2026-10-24T12:00:00Z", count: 2 });

    expect(moments).toEqual(["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]);
  });

  it.each([
    ["2026-12-01T10:00:00", "2026-12-01T09:00:00Z"],
    ["2026-07-01T10:00:00", "2026-07-01T08:00:00Z"],
    ["2027-03-28T02:30:00", "2027-03-28T01:30:00Z"],
  ])("finds the moment of %s", (local, expected) => {
    expect(new Date(momentOf(local, zone)).toISOString().replace(".000Z", "Z")).toBe(expected);
  });

  it("is one that exists", () => {
    expect(["UTC", "Europe/Berlin", "Mars/Olympus"].map(isZone)).toEqual([true, true, false]);
  });
});
