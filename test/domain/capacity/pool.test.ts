import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  disposeOf,
  isWornOut,
  mayLeave,
  type PoolRules,
  type Room,
  refill,
  shortage,
} from "../../../domain/capacity/pool.ts";
import { DAY, plus } from "../../../domain/time.ts";
import { aNukingAccount, NOW } from "../../support/builders.ts";

const RULES: PoolRules = { size: 2, mostUses: 10, longestAge: 180 * DAY };
const ROOM: Room = { slotsLeft: 10, closuresLeft: 100, leasesWaiting: 0, pooled: 2 };

const dispose = (room: Partial<Room> = {}, disposition: "auto" | "close" | "recycle" = "auto") =>
  disposeOf(aNukingAccount({ disposition }), { rules: RULES, room: { ...ROOM, ...room } }, NOW);

describe("the disposition auto", () => {
  test("closes while the quota and the slots allow it", () => {
    expect(dispose()).toBe("close");
  });

  test.each([
    ["the closing quota is used up", { closuresLeft: 0 }],
    ["those that wait to be closed will use it up", { closuresLeft: -3 }],
    ["no slot is left", { slotsLeft: 0 }],
    ["the slots that are left are for the pool", { slotsLeft: 2, pooled: 0 }],
    ["the slots that are left are for leases that wait", { slotsLeft: 5, leasesWaiting: 5 }],
  ])("recycles when %s", (_, room) => {
    expect(dispose(room)).toBe("recycle");
  });

  test("is not asked when the template says what it wants", () => {
    expect(dispose({ slotsLeft: 0, closuresLeft: 0 }, "close")).toBe("close");
    expect(dispose({}, "recycle")).toBe("recycle");
  });
});

describe("a worn-out account", () => {
  test.each([
    ["used often enough", { uses: 9 }],
    ["old enough", { recordedAt: plus(NOW, -180 * DAY) }],
  ])("is closed when it was %s, whatever its template says", (_, more) => {
    const account = aNukingAccount({ ...more, disposition: "recycle" });
    expect(disposeOf(account, { rules: RULES, room: ROOM }, NOW)).toBe("close");
  });

  test("is not one that has uses and days left", () => {
    const account = aNukingAccount({ uses: 8, recordedAt: plus(NOW, -179 * DAY) });
    expect(isWornOut(account, RULES, NOW)).toBe(false);
    expect(dispose({}, "recycle")).toBe("recycle");
  });

  test("in the pool has served as often as is allowed, and not one time less", () => {
    const used = (uses: number) => isWornOut(aNukingAccount({ uses }), RULES, NOW);
    expect([used(9), used(10)]).toEqual([false, true]);
  });
});

describe("worn-out accounts that leave the pool", () => {
  const number = (max: number) => fc.integer({ min: 0, max });
  const rooms = fc.record({
    ...{ slotsLeft: number(20), closuresLeft: fc.integer({ min: -5, max: 20 }) },
    ...{ leasesWaiting: number(10), pooled: number(30) },
  });

  test("are never so many that somebody who could be served is not", () => {
    const sizes = number(10);
    const property = fc.property(rooms, sizes, (room, size) => {
      const count = mayLeave({ ...RULES, size }, room);
      const left = room.pooled - count;
      expect(count).toBeLessThanOrEqual(Math.max(0, room.closuresLeft));
      if (count > 0) expect(left).toBeGreaterThanOrEqual(size + room.leasesWaiting - 1);
      if (count > 0) expect(room.slotsLeft).toBeGreaterThanOrEqual(count);
    });
    fc.assert(property);
  });

  test("stay when all that lie there are worn out at once, and slots are few: they serve on", () => {
    const crowded = { ...ROOM, pooled: 10, slotsLeft: 2 };
    expect(mayLeave({ ...RULES, size: 0 }, crowded)).toBe(0);
    expect(mayLeave({ ...RULES, size: 0 }, { ...crowded, slotsLeft: 10 })).toBe(3);
  });
});

describe("filling the pool", () => {
  const wanted = (room: Partial<Room>, inProgress = 0) =>
    refill({ ...RULES, size: 8 }, { ...ROOM, pooled: 0, ...room }, inProgress);

  test("leaves two of the five places to those who may come", () => {
    expect([wanted({}), wanted({}, 2), wanted({}, 4)]).toEqual([3, 1, 0]);
  });

  test("begins no more than what is lacking, and than there are slots", () => {
    expect([wanted({ pooled: 7 }), wanted({ pooled: 8 }), wanted({ slotsLeft: 2 })]).toEqual([
      1, 0, 2,
    ]);
  });

  test("waits until nobody waits for an account", () => {
    expect(wanted({ leasesWaiting: 1 })).toBe(0);
  });
});

test("the pool lacks what is missing to its size, and an account for each lease that waits", () => {
  expect(shortage(RULES, { pooled: 0, leasesWaiting: 3 })).toBe(5);
  expect(shortage(RULES, { pooled: 9, leasesWaiting: 3 })).toBe(0);
});
