import { describe, expect, test } from "vitest";
import { parseInstant } from "../../domain/time.ts";

describe("a moment", () => {
  test.each([
    ["2027-01-31T18:00:00Z", "2027-01-31T18:00:00.000Z"],
    ["2027-01-31T18:00Z", "2027-01-31T18:00:00.000Z"],
    ["2027-01-31T18:00:00.25+01:30", "2027-01-31T16:30:00.250Z"],
    ["2027-01-01T00:30:00+02:00", "2026-12-31T22:30:00.000Z"],
    ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ])("%s is read with its offset", (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    "2027-02-29T00:00:00Z",
    "2027-02-30T00:00:00+05:00",
    "2027-04-31T00:00:00Z",
    "2027-13-01T00:00:00Z",
    "2027-01-00T00:00:00Z",
    "2027-01-31T25:00:00Z",
    "2027-01-31T18:00:00+99:00",
    "2027-01-31T18:00:00",
    "2027-01-31",
    "20270131T180000Z",
    "",
  ])("that does not exist is none: %s", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});
