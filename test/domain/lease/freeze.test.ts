import { describe, expect, test } from "vitest";
import { isRefusal } from "../../../domain/failures.ts";
import { nextDue } from "../../../domain/lease/due.ts";
import { extendLease } from "../../../domain/lease/extend.ts";
import { freezeForEnd, freezeLease, unfreezeLease } from "../../../domain/lease/freeze.ts";
import type { ActiveLease } from "../../../domain/lease/lease.ts";
import { DAY, HOUR, type Instant, plus, type Seconds } from "../../../domain/time.ts";
import { ALICE, anActiveLease, BOB } from "../../support/builders.ts";

/** A lease of three days whose template freezes it for the last of them. */
function aLease(more: Partial<ActiveLease> = {}): ActiveLease {
  const lease = anActiveLease();
  const expiresAt = plus(lease.activatedAt, 3 * DAY);
  const template = { ...lease.template, freezeBefore: DAY, warnings: [] };
  return { ...lease, expiresAt, template, ...more };
}

const nearEnd = (lease: ActiveLease): Instant => plus(lease.expiresAt, -HOUR);

function frozen(more: Partial<ActiveLease> = {}): ActiveLease {
  const lease = aLease(more);
  const change = freezeForEnd(lease, nearEnd(lease));
  if (change?.lease?.status !== "active") throw new Error("It was not frozen.");
  return change.lease;
}

function extended(lease: ActiveLease, seconds: Seconds) {
  const wish = { by: ALICE, term: { kind: "duration", seconds } } as const;
  const change = extendLease(lease, wish, nearEnd(lease));
  if (isRefusal(change) || change.lease?.status !== "active") throw new Error("It was refused.");
  return { lease: change.lease, told: change.events.map(({ type }) => type) };
}

describe("a lease whose template freezes before the end", () => {
  test("is frozen that long before it, which its owner is told with what to do", () => {
    const lease = aLease();
    expect(nextDue(lease)).toEqual({ at: plus(lease.expiresAt, -DAY), action: "freeze" });
    expect(freezeForEnd(lease, plus(lease.expiresAt, -DAY - 1))).toBeUndefined();

    const change = freezeForEnd(lease, plus(lease.expiresAt, -DAY));

    expect(change?.lease).toMatchObject({ frozenForEnd: true, wasFrozen: true });
    const [event] = change?.events ?? [];
    expect(event?.type).toBe("LeaseFrozen");
    expect(event?.why).toContain(`ends at ${lease.expiresAt}`);
  });

  test("is then due for its end alone", () => {
    expect(nextDue(frozen())).toEqual({ at: aLease().expiresAt, action: "expire" });
  });

  test("is left alone when more than half of it would go by like that", () => {
    const { activatedAt } = aLease();
    const short = aLease({ expiresAt: plus(activatedAt, DAY) });
    expect(nextDue(short)?.action).toBe("expire");
    expect(freezeForEnd(short, nearEnd(short))).toBeUndefined();
  });

  test("is not frozen once its end has come: it ends", () => {
    const lease = aLease();
    expect(freezeForEnd(lease, lease.expiresAt)).toBeUndefined();
  });

  test("is free again when it is extended, and everybody is told", () => {
    const { lease, told } = extended(frozen(), 2 * DAY);
    expect(lease.frozenAt).toBeUndefined();
    expect(lease.frozenForEnd).toBeUndefined();
    expect(told).toEqual(["LeaseExtended", "LeaseUnfrozen"]);
  });

  test("stays frozen when it is extended so little that the end is still near", () => {
    const { lease, told } = extended(frozen(), HOUR);
    expect(lease.frozenForEnd).toBe(true);
    expect(told).toEqual(["LeaseExtended"]);
  });

  test("stays frozen when it is extended and its budget is used up: that is for an administrator", () => {
    const spend = { amount: 120, forecast: 120, measuredAt: aLease().activatedAt, told: [1] };
    const template = { ...aLease().template, spend: { alerts: [], atLimit: "freeze" } } as const;

    const { lease, told } = extended(frozen({ spend, template }), 2 * DAY);

    expect(lease.frozenAt).toBeDefined();
    expect(lease.frozenForEnd).toBeUndefined();
    expect(told).toEqual(["LeaseExtended"]);
  });

  test("can only be freed by extending it", () => {
    const refusal = unfreezeLease(frozen(), { by: BOB, budget: 150 }, nearEnd(aLease()));
    expect(refusal).toMatchObject({ refused: "wrong-state" });
    expect((refusal as { message: string }).message).toContain("extending it frees it");
  });

  test("keeps the reason of a freeze that came before", () => {
    const change = freezeLease(aLease(), "The budget is used up.", aLease().activatedAt);
    const spent = change?.lease as ActiveLease;
    expect(freezeForEnd(spent, nearEnd(spent))).toBeUndefined();
    expect(nextDue(spent)?.action).toBe("expire");
  });
});
