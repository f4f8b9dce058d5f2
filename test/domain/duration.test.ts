import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDuration, parseDuration, shortDuration } from "../../domain/duration.ts";
import { DAY, HOUR, MINUTE } from "../../domain/time.ts";

describe("durations", () => {
  test.each([
    ["P3D", 3 * DAY],
    ["PT90M", 90 * MINUTE],
    ["P1DT12H", DAY + 12 * HOUR],
    ["P2W", 14 * DAY],
    ["PT0M", 0],
  ])("%s is %d seconds", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each([
    "",
    "P",
    "PT",
    "P1DT",
    "3d",
    "P1Y",
    "P1M",
    "PT5S",
    "P-3D",
    "P1.5D",
    "p3d",
    " P3D",
    "P3D1W",
  ])("refuses %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test.each([
    [DAY + 12 * HOUR, "1d12h"],
    [90 * MINUTE, "1h30m"],
    [3 * DAY, "3d"],
  ])("%d seconds are shown as such to people", (seconds, text) => {
    expect(shortDuration(formatDuration(seconds))).toBe(text);
  });

  test("what is written is read as the same length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (minutes) => {
        expect(parseDuration(formatDuration(minutes * MINUTE))).toBe(minutes * MINUTE);
      }),
    );
  });

  test("no text of any kind makes reading fail", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const seconds = parseDuration(text);
        expect(seconds === undefined || seconds >= 0).toBe(true);
      }),
    );
  });
});
