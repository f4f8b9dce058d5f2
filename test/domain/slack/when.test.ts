import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { durationAhead, momentAhead } from "../../../domain/slack/when.ts";
import { isZone, momentOf, wallOf } from "../../../domain/slack/zone.ts";
import { DAY, HOUR, type Instant, instantOf, MINUTE } from "../../../domain/time.ts";

const at = (now: string, zone = "Europe/Berlin") => ({ now: now as Instant, zone });
const TUESDAY = "2026-12-01T09:00:00.000Z";

describe("a duration", () => {
  test.each([
    ["3d", 1, 3 * DAY],
    ["90m", 1, 90 * MINUTE],
    ["1d12h", 1, 36 * HOUR],
    ["1d 12h", 2, 36 * HOUR],
    ["2 weeks", 2, 14 * DAY],
    ["1 day 6 hours and", 4, 30 * HOUR],
    ["3", 0, 0],
    ["d3", 0, 0],
    ["3x", 0, 0],
    ["3d3x", 0, 0],
    ["", 0, 0],
  ])("%s", (text, taken, seconds) => {
    expect(durationAhead(text.split(" "))).toEqual({ taken, seconds });
  });
});

describe("a moment", () => {
  test.each([
    ["friday 18:00", "2026-12-04T17:00:00.000Z"],
    ["fri", "2026-12-04T17:00:00.000Z"],
    ["tuesday 9:00", "2026-12-08T08:00:00.000Z"],
    ["tuesday 11:00", "2026-12-01T10:00:00.000Z"],
    ["today", "2026-12-01T17:00:00.000Z"],
    ["17:45", "2026-12-01T16:45:00.000Z"],
    ["08:15", "2026-12-02T07:15:00.000Z"],
    ["2026-12-24, 12:00", "2026-12-24T11:00:00.000Z"],
    ["2026-12-24T12:00:00Z", "2026-12-24T12:00:00.000Z"],
  ])("%s is the next one in the person's zone", (text, moment) => {
    expect(momentAhead(text.split(" "), at(TUESDAY))?.at).toBe(moment);
  });

  test("is another one elsewhere", () => {
    const here = at(TUESDAY, "America/New_York");
    expect(momentAhead(["friday", "18:00"], here)?.at).toBe("2026-12-04T23:00:00.000Z");
    // It is Monday evening still.
    const late = at("2026-12-01T03:00:00.000Z", "America/New_York");
    expect(momentAhead(["tuesday", "18:00"], late)?.at).toBe("2026-12-01T23:00:00.000Z");
  });

  test.each(["someday", "25:00", "2026-02-30", "2026-13-01", ""])("%j is none", (text) => {
    expect(momentAhead(text.split(" "), at(TUESDAY))).toBeUndefined();
  });

  test("keeps its time of day when clocks change", () => {
    const before = at("2027-03-26T12:00:00.000Z");
    expect(momentAhead(["monday", "18:00"], before)?.at).toBe("2027-03-29T16:00:00.000Z");
    // Skipped by the clocks: an hour later.
    const skipped = { year: 2027, month: 3, day: 28, hour: 2, minute: 30 };
    expect(momentOf(skipped, "Europe/Berlin")).toBe("2027-03-28T01:30:00.000Z");
  });
});

describe("a zone", () => {
  test("shows a moment that leads back to it", () => {
    const zones = fc.constantFrom(
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kathmandu",
      "Pacific/Apia",
    );
    const minutes = fc.integer({ min: 29_000_000, max: 31_000_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const moment = instantOf(minute * 60_000);
        const wall = wallOf(moment, zone);
        expect(wallOf(momentOf(wall, zone), zone)).toEqual(wall);
      }),
    );
  });

  test("is one that is known", () => {
    expect(isZone("Europe/Berlin")).toBe(true);
    expect(isZone("Middle/Earth")).toBe(false);
  });
});
