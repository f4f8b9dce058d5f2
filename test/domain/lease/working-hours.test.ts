import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusal } from "../../../domain/failures.ts";
import { nextDue, warnOwner } from "../../../domain/lease/due.ts";
import { extendLease } from "../../../domain/lease/extend.ts";
import type { ActiveLease, Lease } from "../../../domain/lease/lease.ts";
import { workingHoursOf } from "../../../domain/lease/term.ts";
import {
  lastWorkingMoment,
  nextWorkingEnd,
  type WorkingHours,
} from "../../../domain/template/working-hours.ts";
import { between, DAY, HOUR, type Instant, plus, type Seconds } from "../../../domain/time.ts";
import { localTime } from "../../../domain/zone.ts";
import { ALICE, aTemplate, handedOver, NOW } from "../../support/builders.ts";

const at = (text: string) => `${text}:00.000Z` as Instant;

/** From nine to five on working days, in Berlin. */
const HOURS: WorkingHours = {
  days: ["mon", "tue", "wed", "thu", "fri"],
  ...{ from: 9 * 60, to: 17 * 60, timeZone: "Europe/Berlin", moveEnds: true },
};

const lasting = (seconds: Seconds, hours: Partial<WorkingHours> = {}, more: object = {}) =>
  handedOver({
    template: aTemplate({ workingHours: { ...HOURS, ...hours }, ...more }),
    term: { kind: "duration", seconds },
    timeZone: "Europe/Berlin",
  }).lease;

describe("working hours", () => {
  test.each([
    ["in the middle of a day", "2026-12-02T12:00", "2026-12-02T12:00"],
    ["in the evening", "2026-12-02T20:00", "2026-12-02T16:00"],
    ["early in the morning", "2026-12-02T05:00", "2026-12-01T16:00"],
    ["on a Sunday", "2026-12-06T12:00", "2026-12-04T16:00"],
    ["early on a Monday", "2026-12-07T07:59", "2026-12-04T16:00"],
  ])("move a moment %s to the last at which somebody works", (_, moment, moved) => {
    expect(lastWorkingMoment(HOURS, at(moment))).toBe(at(moved));
  });

  test.each([
    ["in the middle of a day", "2026-12-02T12:00", "2026-12-02T16:00"],
    ["at five", "2026-12-02T16:00", "2026-12-02T16:00"],
    ["in the evening", "2026-12-02T16:01", "2026-12-03T16:00"],
    ["on a Friday evening", "2026-12-04T20:00", "2026-12-07T16:00"],
  ])("put an end %s off to the next at which they end", (_, moment, moved) => {
    expect(nextWorkingEnd(HOURS, at(moment))).toBe(at(moved));
  });

  test("are those where the owner is, once that is known", () => {
    const template = aTemplate({ workingHours: HOURS });
    expect(workingHoursOf({ template })?.timeZone).toBe("Europe/Berlin");
    expect(workingHoursOf({ template, timeZone: "Asia/Tokyo" })?.timeZone).toBe("Asia/Tokyo");
  });
});

describe("the end of a lease", () => {
  test("is put off to the end of a working day, and told in the owner's time", () => {
    const { expiresAt } = lasting(3 * DAY);
    expect(localTime(expiresAt, "Europe/Berlin")).toBe("2026-12-04T17:00:00+01:00");
  });

  test("is not put off beyond the template's longest duration or latest end", () => {
    const whole = { duration: { default: DAY, longest: 3 * DAY } };
    expect(lasting(3 * DAY, {}, whole).expiresAt).toBe(plus(NOW, 3 * DAY));
    const latestEnd = plus(NOW, 3 * DAY + HOUR);
    expect(lasting(3 * DAY, {}, { latestEnd }).expiresAt).toBe(plus(NOW, 3 * DAY));
  });

  test("stays where the template does not put ends off, or a moment was asked for", () => {
    expect(lasting(3 * DAY, { moveEnds: false }).expiresAt).toBe(plus(NOW, 3 * DAY));
    const until = plus(NOW, 4 * DAY);
    const template = aTemplate({ workingHours: HOURS });
    expect(handedOver({ template, term: { kind: "until", at: until } }).lease.expiresAt).toBe(
      until,
    );
  });

  test("is put off again when it is extended, within the same limits", () => {
    const lease = lasting(3 * DAY);
    const term = { kind: "duration", seconds: DAY } as const;
    const change = extendLease(lease, { by: ALICE, term }, NOW);
    if (isRefusal(change)) throw new Error(change.message);
    // The day after Friday is a Saturday.
    expect(change.lease).toMatchObject({ expiresAt: at("2026-12-07T16:00") });
    expect(change.events[0]?.details).toMatchObject({ localEnd: "2026-12-07T17:00:00+01:00" });
  });
});

/** Everything that time does to a lease until it would end: when, and what. */
function life(lease: ActiveLease): readonly (readonly [at: Instant, warning: unknown])[] {
  const told: [Instant, unknown][] = [];
  let now: Lease = lease;
  for (let acts = 0; acts < 20; acts += 1) {
    const due = nextDue(now);
    if (due?.action !== "warn" || now.status !== "active") return told;
    const change = warnOwner(now, due.at);
    if (change?.lease === undefined) throw new Error("time did nothing");
    told.push([due.at, change.events[0]?.details?.["warning"]]);
    now = change.lease;
  }
  throw new Error("time never ends it");
}

describe("warnings", () => {
  test("fall into working hours, and those that fall on one moment are one", () => {
    // It ends on a Monday at 10:00 in Berlin.
    const lease = lasting(13 * DAY, { moveEnds: false });
    expect(life(lease)).toEqual([
      [at("2026-12-11T09:00"), 3 * DAY],
      [at("2026-12-11T16:00"), DAY],
      [at("2026-12-14T08:00"), HOUR],
    ]);
  });

  test("of any lease come in working hours or as late as without them, each once, before the end", () => {
    const zones = fc.constantFrom("Europe/Berlin", "Asia/Tokyo", "America/New_York");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 * 24 }), zones, (hours, timeZone) => {
        const workingHours = { ...HOURS, moveEnds: false };
        const { lease } = handedOver({
          template: aTemplate({ workingHours }),
          ...{ term: { kind: "duration", seconds: hours * HOUR }, timeZone },
        });
        const told = life(lease);
        expect(new Set(told.map(([, warning]) => warning)).size).toBe(told.length);
        for (const [moment, warning] of told) {
          expect(moment < lease.expiresAt && moment >= lease.activatedAt).toBe(true);
          const wanted = plus(lease.expiresAt, -Number(warning));
          expect(between(moment, wanted)).toBeGreaterThanOrEqual(0);
          const worked = lastWorkingMoment({ ...HOURS, timeZone }, moment) === moment;
          expect(worked || moment === wanted).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("an extension", () => {
  const extend = (lease: ActiveLease, seconds: Seconds) =>
    extendLease(lease, { by: ALICE, term: { kind: "duration", seconds } }, NOW);

  test("goes as far as the template allows for one", () => {
    const { lease } = handedOver({ template: aTemplate({ longestExtension: 2 * DAY }) });
    expect(extend(lease, 2 * DAY)).toMatchObject({ lease: { extensions: 1 } });
    expect(extend(lease, 2 * DAY + 60)).toMatchObject({ refused: "limit-reached" });
  });

  test("goes no further than the template's latest end", () => {
    const { lease } = handedOver({ template: aTemplate({ latestEnd: plus(NOW, 5 * DAY) }) });
    expect(extend(lease, 2 * DAY)).toMatchObject({ lease: { extensions: 1 } });
    expect(extend(lease, 2 * DAY + 60)).toMatchObject({ refused: "limit-reached" });
  });

  test("does not get by itself what would have had to be approved", () => {
    const template = aTemplate({ approval: { above: { duration: 5 * DAY } } });
    const { lease } = handedOver({ template });
    expect(extend(lease, 2 * DAY)).toMatchObject({ lease: { extensions: 1 } });
    expect(extend(lease, 3 * DAY)).toMatchObject({ refused: "limit-reached", field: "duration" });
    expect(extend({ ...lease, approvedBy: ALICE }, 3 * DAY)).toMatchObject({ lease: {} });
  });
});
