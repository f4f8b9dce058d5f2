import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, instantOf } from "../../domain/time.ts";
import { dayAt, isTimeZone, localTime, momentAt, weekdayOf } from "../../domain/zone.ts";

const at = (text: string) => text as Instant;
const ZONES = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"];
const YEARS = { min: Date.UTC(2025, 0, 1), max: Date.UTC(2030, 0, 1) };

describe("a time zone", () => {
  test.each(["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"])("may be %s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  test.each(["", "Middle/Earth", "+01:00", "Europe/Berlin ", "../etc", "x".repeat(99)])(
    "is not %j",
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );

  test("is what clocks there show, with their offset of that day", () => {
    const winter = at("2026-12-01T09:00:00.000Z");
    expect(localTime(winter, "Europe/Berlin")).toBe("2026-12-01T10:00:00+01:00");
    expect(localTime(at("2026-07-01T09:00:00.000Z"), "Europe/Berlin")).toBe(
      "2026-07-01T11:00:00+02:00",
    );
    expect(localTime(winter, "America/St_Johns")).toBe("2026-12-01T05:30:00-03:30");
    expect(localTime(winter, "Asia/Kathmandu")).toBe("2026-12-01T14:45:00+05:45");
  });

  test("says the same moment as UTC, whatever the moment and the zone", () => {
    fc.assert(
      fc.property(fc.integer(YEARS), fc.constantFrom(...ZONES), (milliseconds, zone) => {
        const shown = Date.parse(localTime(instantOf(milliseconds), zone));
        expect(shown).toBe(Math.floor(milliseconds / 1000) * 1000);
      }),
    );
  });

  test("leads from a day and a time of day to a moment on that day", () => {
    const minute = fc.integer({ min: 4 * 60, max: 23 * 60 });
    fc.assert(
      fc.property(fc.integer(YEARS), fc.constantFrom(...ZONES), minute, (ms, zone, time) => {
        const day = dayAt(instantOf(ms), zone);
        const found = momentAt(day, time, zone);
        expect(dayAt(found, zone)).toEqual(day);
        const [hour, minutes] = localTime(found, zone).slice(11, 16).split(":").map(Number);
        expect((hour ?? 0) * 60 + (minutes ?? 0)).toBe(time);
      }),
    );
  });

  test("has days of 23 and 25 hours where clocks are put", () => {
    const noon = (month: number, day: number) =>
      Date.parse(momentAt({ year: 2026, month, day }, 12 * 60, "Europe/Berlin"));
    expect((noon(3, 29) - noon(3, 28)) / 3_600_000).toBe(23);
    expect((noon(10, 25) - noon(10, 24)) / 3_600_000).toBe(25);
  });

  test("knows which day of the week it is there", () => {
    expect(weekdayOf(dayAt(at("2026-12-01T23:30:00.000Z"), "UTC"))).toBe(2);
    expect(weekdayOf(dayAt(at("2026-12-01T23:30:00.000Z"), "Europe/Berlin"))).toBe(3);
  });
});
