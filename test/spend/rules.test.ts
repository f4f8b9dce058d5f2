import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DomainEvent } from "../../domain/events.ts";
import { isRefusal } from "../../domain/failures.ts";
import type { AccountId, LeaseId } from "../../domain/ids.ts";
import { unfreezeLease } from "../../domain/lease/freeze.ts";
import type { ActiveLease, Lease } from "../../domain/lease/lease.ts";
import { attribute } from "../../domain/spend/attribute.ts";
import { type DailyCost, type Day, dayOf, merged, sumOf } from "../../domain/spend/cost.ts";
import { forecastOf } from "../../domain/spend/forecast.ts";
import { recordSpend } from "../../domain/spend/record.ts";
import { DAY, plus } from "../../domain/time.ts";
import { ACCOUNT_ID, aTemplate, BOB, handedOver, LEASE_ID, NOW } from "../support/builders.ts";

const cost = (day: string, amount: number): DailyCost => ({ day: day as Day, amount });
const dayAfter = (days: number) => dayOf(plus(NOW, days * DAY));

describe("the forecast", () => {
  const span = { activatedAt: plus(NOW, 0), expiresAt: plus(NOW, 10 * DAY) };

  test("takes what is spent so far as a day's cost while no day is complete", () => {
    expect(forecastOf(span, [cost("2026-12-01", 5)], NOW)).toBe(55);
  });

  test("goes on at the mean of the complete days", () => {
    // From 9 o'clock on the 1st to midnight of the 4th are 2 days and 15 hours, for 26.25 dollars.
    const days = [1, 2, 3].map((day) => cost(`2026-12-0${day}`, day === 1 ? 6.25 : 10));
    expect(forecastOf(span, days, plus(NOW, 4 * DAY))).toBe(100);
  });

  test("is never less than what is spent, and is that at the end", () => {
    const amounts = fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(amounts, fc.nat(12 * DAY), (all, later) => {
        const days = all.map((amount, index) => cost(dayAfter(index), amount));
        expect(forecastOf(span, days, plus(NOW, later))).toBeGreaterThanOrEqual(sumOf(days));
      }),
    );
  });
});

describe("costs of accounts", () => {
  test("count for one lease each, also on the day when an account changes hands", () => {
    const other = "l-fedcba9876543210" as LeaseId;
    const holds = [
      { leaseId: LEASE_ID, accountId: ACCOUNT_ID, from: NOW, to: plus(NOW, DAY) },
      { leaseId: other, accountId: ACCOUNT_ID, from: plus(NOW, DAY + 3_600) },
    ];
    const costs = [0, 1, 2].map((days) => ({
      ...{ accountId: ACCOUNT_ID, day: dayAfter(days), amount: days + 1 },
    }));
    const nobodys = { accountId: "444444444444" as AccountId, day: dayAfter(0), amount: 9 };
    const found = attribute([...costs, nobodys], holds);
    expect(sumOf(found.get(LEASE_ID) ?? [])).toBe(3);
    expect(sumOf(found.get(other) ?? [])).toBe(3);
  });
});

/** Measures a lease again and again; answers the lease and what was told. */
function measuredOften(
  reports: readonly (readonly DailyCost[])[],
  atLimit: "tell" | "freeze" | "end",
) {
  const template = aTemplate({ spend: { alerts: [0.5, 0.8], atLimit } });
  const { lease: first, account } = handedOver({ template, budget: 100 });
  let lease: Lease = first;
  let known: readonly DailyCost[] = [];
  const events: DomainEvent[] = [];
  for (const [index, anew] of reports.entries()) {
    if (lease.status !== "active") break;
    const at = plus(NOW, index * 3_600);
    const change = recordSpend(lease, { known, anew, at }, account);
    if (change === undefined) continue;
    expect(change.lease?.version).toBe(lease.version + 1);
    known = merged(known, change.costs?.days ?? []);
    lease = change.lease ?? lease;
    events.push(...change.events);
  }
  return { lease: lease as ActiveLease, events, known };
}

describe("a lease's spend", () => {
  const reports = fc.array(
    fc.array(
      fc.tuple(fc.nat(5), fc.integer({ min: 0, max: 60 })).map(([day, amount]) => ({
        ...{ day: dayAfter(day), amount },
      })),
      { maxLength: 6 },
    ),
    { maxLength: 15 },
  );

  test("is told once for each share at most, whatever AWS reports in whatever order", () => {
    fc.assert(
      fc.property(reports, fc.constantFrom("tell", "freeze"), (all, atLimit) => {
        const { events, lease, known } = measuredOften(all, atLimit);
        const shares = events
          .filter(({ type }) => type === "LeaseSpendReached")
          .map(({ details }) => details?.["share"]);
        expect(new Set(shares).size).toBe(shares.length);
        expect(lease.spend?.amount ?? 0).toBe(sumOf(known));
      }),
    );
  });

  test("tells the highest of several shares that are reached at once", () => {
    const { events } = measuredOften([[cost("2026-12-01", 120)]], "tell");
    expect(events).toMatchObject([{ type: "LeaseSpendReached", details: { share: 1 } }]);
  });

  test("ends the lease and condemns its account where the template says so", () => {
    const { lease, events } = measuredOften([[cost("2026-12-01", 100)]], "end");
    expect(lease).toMatchObject({ status: "ending", reason: "budget-used-up" });
    expect(events.map(({ type }) => type)).toEqual([
      ...["LeaseSpendReached", "LeaseEnding", "AccountQuarantined"],
    ]);
  });

  test("is not written again when nothing is new", () => {
    const twice = [[cost("2026-12-01", 10)], [cost("2026-12-01", 10)]];
    expect(measuredOften(twice, "tell").lease.version).toBe(
      measuredOften(twice.slice(1), "tell").lease.version,
    );
  });
});

describe("unfreezing", () => {
  const frozen = () => measuredOften([[cost("2026-12-01", 120)]], "freeze").lease;

  test("with a larger budget lets its shares be told anew", () => {
    const change = unfreezeLease(frozen(), { by: BOB, budget: 150 }, NOW);
    if (isRefusal(change)) throw new Error(change.message);
    expect(change.lease).toMatchObject({ budget: 150, spend: { told: [0.5, 0.8] } });
    expect(change.lease).not.toHaveProperty("frozenAt");
  });

  test.each([
    ["no more than the old one", 100, "invalid"],
    ["over the template's limit", 201, "limit-reached"],
  ])("with a budget that is %s is refused", (_, budget, refused) => {
    expect(unfreezeLease(frozen(), { by: BOB, budget }, NOW)).toMatchObject({
      ...{ refused, field: "budget" },
    });
  });

  test("what is not frozen is refused", () => {
    expect(unfreezeLease(handedOver().lease, { by: BOB }, NOW)).toMatchObject({
      refused: "wrong-state",
    });
  });
});
