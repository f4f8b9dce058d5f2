import { describe, expect, test } from "vitest";
import { noClosures } from "../../../domain/capacity/closures.ts";
import { noCreations } from "../../../domain/capacity/creations.ts";
import { estimate, inWords, type Supply } from "../../../domain/capacity/estimate.ts";
import { comingsOf, monthAhead } from "../../../domain/capacity/projection.ts";
import { between, DAY, HOUR, MINUTE, plus } from "../../../domain/time.ts";
import { anActiveLease, aTemplate, NOW } from "../../support/builders.ts";

const supply = (more: Partial<Supply> = {}): Supply => ({
  ...{ creations: noCreations, slots: 100, pooled: 0, comings: [] },
  ...more,
});

const minutes = (position: number, of: Supply) => {
  const at = estimate(position, of, NOW);
  return at === undefined ? undefined : between(NOW, at) / MINUTE;
};

describe("an estimate", () => {
  test("is a few minutes for an account of the pool, and longer for one that must be created", () => {
    expect(minutes(1, supply({ pooled: 1 }))).toBe(4);
    expect(minutes(2, supply({ pooled: 1 }))).toBe(6);
  });

  test("never tells somebody further back an earlier moment", () => {
    const of = supply({ pooled: 3, comings: [plus(NOW, HOUR), plus(NOW, DAY)], slots: 40 });
    const moments = Array.from({ length: 45 }, (_, index) => minutes(index + 1, of) ?? 0);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  });

  test("grows with what is being created already", () => {
    const busy = { ...noCreations, inProgress: 5 };
    expect(minutes(10, supply({ creations: busy }))).toBe(10);
  });

  test("waits for a lease to end when no slot is left, and nobody knows beyond that", () => {
    const full = supply({ slots: 0, comings: [plus(NOW, 2 * HOUR)] });
    expect(minutes(1, full)).toBe(126);
    expect(minutes(2, full)).toBeUndefined();
  });

  test.each([
    [12 * MINUTE, "position 4, about 12 minutes"],
    [3 * HOUR, "position 4, about 3 hours"],
    [9 * DAY, "position 4, about 9 days"],
  ])("of %d seconds is told as a person would", (seconds, words) => {
    expect(inWords(4, plus(NOW, seconds), NOW)).toBe(words);
  });

  test("that cannot be made is told as that", () => {
    expect(inWords(4, undefined, NOW)).toMatch(/^position 4; nobody can say/);
  });
});

describe("the month ahead", () => {
  const active = [
    anActiveLease({ expiresAt: plus(NOW, 2.5 * DAY) }),
    anActiveLease(
      { expiresAt: plus(NOW, 2.6 * DAY) },
      { template: aTemplate({ disposition: "recycle" }) },
    ),
  ];
  const closed = [
    {
      ...({ status: "closed", closedAt: NOW, dueAt: plus(NOW, 4.5 * DAY), version: 1 } as const),
      ...{ key: active[0]?.accountKey as never, name: "n", email: "e", recordedAt: NOW },
    },
  ];
  const creations = { ...noCreations, accounts: 3 };
  const ahead = { creations, closures: noClosures, slots: 8, active, closed, waiting: 0 };
  const days = monthAhead(ahead, NOW);

  test("counts the leases that end on each day, and what becomes of their accounts", () => {
    expect(days).toHaveLength(30);
    expect(days[2]).toMatchObject({ leasesEnding: 2, closing: 1, closuresLeft: 249 });
    expect(days[3]).toMatchObject({ leasesEnding: 0, closuresLeft: 249 });
  });

  test("leaves nothing to those that end when the accounts that wait already use it up", () => {
    const crowded = monthAhead({ ...ahead, waiting: 250 }, NOW);
    expect([crowded[0]?.closuresLeft, crowded[2]?.closuresLeft]).toEqual([0, -1]);
  });

  test("gives a slot back when a closed account leaves", () => {
    expect([days[3]?.slotsLeft, days[4]?.slotsLeft]).toEqual([5, 6]);
  });

  test("knows when accounts come back: recycled ones an hour after their lease, slots when they leave", () => {
    expect(comingsOf({ active, closed })).toEqual([
      plus(NOW, 2.6 * DAY + HOUR),
      plus(NOW, 4.5 * DAY),
    ]);
  });
});
