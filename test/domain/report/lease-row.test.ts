import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvOf } from "../../../domain/report/csv.ts";
import { monthOf, monthsBetween, rowOf, SUMS, summed } from "../../../domain/report/lease-row.ts";
import type { Day } from "../../../domain/spend/cost.ts";
import { DAY, HOUR, type Instant, instantOf, plus } from "../../../domain/time.ts";
import { anActiveLease, aTemplate, NOW } from "../../support/builders.ts";

const at = (text: string) => text as Instant;

describe("the line of a lease in a report", () => {
  test("counts the hours until now as long as it lasts", () => {
    const row = rowOf(anActiveLease(), plus(NOW, 90 * 60));
    expect(row).toMatchObject({ status: "active", begunAt: NOW, hours: 1.5, budget: 50 });
    expect(row).not.toHaveProperty("endedAt");
  });

  test("counts them until its owner lost it, whatever teardown took", () => {
    const { warned: _, ...held } = anActiveLease();
    const over = { endingSince: plus(NOW, DAY), endedAt: plus(NOW, 2 * DAY), reason: "expired" };
    const row = rowOf({ ...held, ...over, status: "ended" } as never, plus(NOW, 9 * DAY));
    expect(row).toMatchObject({ endedAt: plus(NOW, DAY), hours: 24, reason: "expired" });
  });
});

describe("the cost of a lease", () => {
  const spend = { until: "2026-12-02" as Day, forecast: 50, measuredAt: NOW, told: [] };
  const costing = (amount: number) =>
    rowOf({ ...anActiveLease(), spend: { ...spend, amount } }, plus(NOW, DAY));

  test("is told as far as AWS has told it, and left out before", () => {
    expect(costing(12.345)).toMatchObject({ cost: 12.35, costUntil: "2026-12-02" });
    expect(rowOf(anActiveLease(), NOW)).not.toHaveProperty("cost");
  });

  test("is summed up over those leases of which it is known", () => {
    const unknown = rowOf(anActiveLease(), NOW);
    expect(summed([costing(1.5), unknown, costing(2)], "template")).toMatchObject([
      { leases: 3, cost: 3.5 },
    ]);
    expect(summed([unknown], "template")[0]).not.toHaveProperty("cost");
  });
});

const rows = fc.array(
  fc.record({
    template: fc.constantFrom("sandbox", "workshop"),
    begun: fc.integer({ min: 0, max: 100 * 24 }),
    hours: fc.integer({ min: 0, max: 500 }),
  }),
);

describe("a sum", () => {
  test("by anything adds up to all leases and all hours", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...SUMS), (all, by) => {
        const made = all.map(({ template, begun, hours }) => {
          const activatedAt = plus(NOW, begun * HOUR);
          const lease = anActiveLease({ activatedAt, template: aTemplate({ name: template }) });
          return rowOf(lease, plus(activatedAt, hours * HOUR));
        });
        const sums = summed(made, by);
        const total = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0);
        expect(total(sums.map(({ leases }) => leases))).toBe(all.length);
        expect(total(sums.map(({ hours }) => hours))).toBeCloseTo(
          total(all.map(({ hours }) => hours)),
        );
        expect(new Set(sums.map(({ name }) => name)).size).toBe(sums.length);
      }),
    );
  });
});

describe("the months of a range", () => {
  test.each([
    ["2026-12-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z", ["2026-12"]],
    ["2026-11-15T12:00:00.000Z", "2027-01-01T00:00:00.000Z", ["2026-11", "2026-12"]],
    ["2026-12-05T00:00:00.000Z", "2026-12-05T00:00:00.000Z", []],
  ])("from %s to %s are all that it touches", (from, to, months) => {
    expect(monthsBetween(at(from), at(to))).toEqual(months);
  });

  test("have every moment of it, and each of them once", () => {
    const moment = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(moment, moment, moment, (one, other, between) => {
        const [from = 0, inside = 0, to = 0] = [one, other, between].toSorted((a, b) => a - b);
        const months = monthsBetween(instantOf(from), instantOf(to));
        expect(new Set(months).size).toBe(months.length);
        if (inside < to) expect(months).toContain(monthOf(instantOf(inside)));
      }),
    );
  });
});

describe("comma-separated values", () => {
  test("keep what is in a cell in it", () => {
    const purpose = 'a "load" test,\nand more';
    expect(csvOf(["name", "purpose"], [{ name: "a", purpose }, { name: "b" }])).toBe(
      'name,purpose\r\na,"a ""load"" test,\nand more"\r\nb,\r\n',
    );
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])("are no formula: %j", (text) => {
    expect(csvOf(["purpose"], [{ purpose: text }])).toContain(`'${text}`);
  });
});
