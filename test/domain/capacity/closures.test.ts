import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ClosingAccount } from "../../../domain/account/account.ts";
import { admitClosure, parkClosure } from "../../../domain/account/close.ts";
import { type CleanAccount, finishClosing } from "../../../domain/account/teardown.ts";
import {
  askClosuresAgain,
  type Closures,
  closuresLeft,
  closureTurn,
  giveClosureTurn,
  noClosures,
  recountClosures,
  refuseClosures,
  spendClosure,
  windowFreesAt,
} from "../../../domain/capacity/closures.ts";
import { CLOSURE_WINDOW, closureQuota } from "../../../domain/capacity/limits.ts";
import { between, DAY, HOUR, type Instant, plus } from "../../../domain/time.ts";
import { aNukingAccount, NOW } from "../../support/builders.ts";

const QUOTA = 250;
const clean = () => aNukingAccount({ cleanSince: NOW }) as CleanAccount;

/** Gives a turn to everybody who comes after these pauses and is let in; each closing lasts so long. */
function admitted(pauses: readonly number[], lasts: number, quota: number): readonly Instant[] {
  let closures: Closures = noClosures;
  let [now, open] = [NOW, [] as Instant[]];
  const turns: Instant[] = [];
  for (const pause of pauses) {
    now = plus(now, pause);
    const done = open.filter((turn) => plus(turn, lasts) <= now).length;
    open = open.filter((turn) => plus(turn, lasts) > now);
    closures = { ...closures, inProgress: closures.inProgress - done };
    const turn = closureTurn(closures, quota, now);
    if (turn === undefined) continue;
    closures = giveClosureTurn(closures, turn, now);
    open.push(turn);
    turns.push(turn);
  }
  return turns;
}

const pauses = fc.array(fc.integer({ min: 0, max: 5 * DAY }), { maxLength: 60 });

describe("turns to close", () => {
  test("are never more than the quota in any 30 days, nor more than three at a time", () => {
    fc.assert(
      fc.property(pauses, fc.integer({ min: 60, max: 4 * HOUR }), (comings, lasts) => {
        const turns = admitted(comings, lasts, 5);
        for (const turn of turns) {
          const within = (seconds: number) =>
            turns.filter((each) => each <= turn && between(each, turn) < seconds).length;
          expect(within(30 * DAY)).toBeLessThanOrEqual(5);
          expect(within(lasts)).toBeLessThanOrEqual(3);
        }
      }),
    );
  });

  test("are given at once while there is room", () => {
    const turns = admitted([0, 0, 0, 0], HOUR, QUOTA);
    expect(turns.map((turn) => between(NOW, turn))).toEqual([0, 20.8, 41.6]);
  });

  test("come back when the oldest of them leaves the window", () => {
    const full = [1, 2, 3].reduce<Closures>(
      (closures, day) => giveClosureTurn(closures, plus(NOW, day * DAY), plus(NOW, day * DAY)),
      noClosures,
    );
    const now = plus(NOW, 4 * DAY);
    const at = (position: number) => windowFreesAt(full, { quota: 3, position }, now);
    expect(at(1)).toBe(plus(NOW, DAY + CLOSURE_WINDOW));
    expect(at(2)).toBe(plus(NOW, 2 * DAY + CLOSURE_WINDOW));
    expect(at(9)).toBe(plus(NOW, 3 * DAY + CLOSURE_WINDOW));
    expect(closuresLeft(full, 3, at(2))).toBe(2);
  });

  test("are given to nobody after AWS has refused one, and the refused one does not count", () => {
    const given = giveClosureTurn(noClosures, NOW, NOW);
    const until = plus(NOW, DAY);
    const refused = refuseClosures(given, { turnAt: NOW, until }, NOW);
    expect(closureTurn(refused, QUOTA, plus(until, -1))).toBeUndefined();
    expect(closureTurn(refused, QUOTA, until)).toBe(until);
    expect(closuresLeft(refused, QUOTA, NOW)).toBe(QUOTA);
  });

  test("are given again at once when a person asks, although AWS has refused one", () => {
    const given = giveClosureTurn(noClosures, NOW, NOW);
    const refused = refuseClosures(given, { turnAt: NOW, until: plus(NOW, DAY) }, NOW);
    const later = plus(NOW, HOUR);
    expect(closureTurn(askClosuresAgain(refused, later), QUOTA, later)).toBe(later);
  });

  test("are used one at a time: who is late makes the next one wait", () => {
    const late = spendClosure(noClosures, plus(NOW, 15)) as Closures;
    expect(spendClosure(late, plus(NOW, 20.8))).toBe(plus(NOW, 35.8));
  });
});

describe("a place to close", () => {
  const closing = admitClosure(clean(), NOW, NOW).account;
  const held: Closures = { ...noClosures, inProgress: 1 };

  test("is free again in the change that closes the account, or parks it", () => {
    const closed = finishClosing(closing, NOW).account;
    const parked = parkClosure(closing, { until: NOW, why: "quota" }, NOW).account;
    if (closed === undefined || parked === undefined) throw new Error("no account");
    for (const after of [closed, parked])
      expect(recountClosures(held, { before: closing, after }, NOW)).toMatchObject({
        inProgress: 0,
      });
  });

  test("stays with an account whose closing is only asked for once more", () => {
    const again: ClosingAccount = { ...closing, version: closing.version + 1, attempt: 2 };
    expect(recountClosures(held, { before: closing, after: again }, NOW)).toBeUndefined();
  });
});

describe("the quota", () => {
  test.each([
    [10, 250],
    [1_249, 250],
    [2_000, 400],
    [9_000, 1_000],
  ])("of an organization with %d accounts is %d in 30 days", (accounts, quota) => {
    expect(closureQuota(accounts)).toBe(quota);
  });
});
