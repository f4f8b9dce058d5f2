import { describe, expect, test } from "vitest";
import type { ActiveLease, EndedLease } from "../../domain/lease/lease.ts";
import { measuredOf } from "../../functions/measure-spend/measured.ts";
import { anActiveLease } from "../support/builders.ts";

const spend = (amount: number, forecast: number) => ({
  ...{ amount, forecast, told: [], measuredAt: anActiveLease().activatedAt },
});

function ended({ warned: _, ...lease }: ActiveLease): EndedLease {
  const at = lease.expiresAt;
  return { ...lease, status: "ended", endingSince: at, endedAt: at, reason: "expired" };
}

describe("a measurement of spend", () => {
  test("adds up what active leases have spent, may spend, and have for it", () => {
    const measured = measuredOf([
      { ...anActiveLease(), budget: 50, spend: spend(10.1, 20.2) },
      { ...anActiveLease(), budget: 100, spend: spend(0.2, 0.4) },
      { ...anActiveLease(), budget: 7 },
      ended({ ...anActiveLease(), budget: 1_000, spend: spend(900, 900) }),
    ]);
    expect(measured).toEqual({ leases: 4, failed: 0, spent: 10.3, forecast: 20.6, budget: 157 });
  });

  test("counts the leases that could not be written", () => {
    expect(measuredOf([undefined, anActiveLease()])).toMatchObject({ leases: 2, failed: 1 });
  });

  test("of nothing is nothing", () => {
    expect(Object.values(measuredOf([]))).toEqual([0, 0, 0, 0, 0]);
  });
});
