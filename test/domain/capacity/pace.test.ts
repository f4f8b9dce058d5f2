import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CLOSURE_PACE, CREATION_PACE } from "../../../domain/capacity/limits.ts";
import { afterCall, nextCall, type Pace } from "../../../domain/capacity/pace.ts";
import { between, type Instant, instantOf, plus } from "../../../domain/time.ts";
import { NOW } from "../../support/builders.ts";

const EMPTY = instantOf(0);

/** Moments at which calls are made that come when they want and then wait for their turn. */
function calls(pace: Pace, gaps: readonly number[]): readonly Instant[] {
  let [now, fullAt] = [NOW, EMPTY];
  return gaps.map((gap) => {
    now = plus(now, gap);
    const at = nextCall(pace, fullAt, now);
    fullAt = afterCall(pace, fullAt, at);
    return at;
  });
}

/** AWS's own bucket, counted in tokens: answers how many of the calls it would refuse. */
function refusedBy(
  rate: { perSecond: number; burst: number },
  moments: readonly Instant[],
): number {
  let [tokens, last, refused] = [rate.burst, moments[0] ?? NOW, 0];
  for (const at of moments) {
    tokens = Math.min(rate.burst, tokens + between(last, at) * rate.perSecond);
    last = at;
    if (tokens < 1 - 1e-9) refused += 1;
    else tokens -= 1;
  }
  return refused;
}

const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100 })), {
  maxLength: 80,
});

describe("a pace", () => {
  test("never exceeds the rate of AWS, whenever callers come", () => {
    fc.assert(
      fc.property(gaps, (comings) => {
        expect(refusedBy({ perSecond: 0.1, burst: 3 }, calls(CREATION_PACE, comings))).toBe(0);
        expect(refusedBy({ perSecond: 0.05, burst: 1 }, calls(CLOSURE_PACE, comings))).toBe(0);
      }),
    );
  });

  test("lets nobody wait whom the rate would let through", () => {
    const pace: Pace = { every: 10, burst: 3 };
    fc.assert(
      fc.property(gaps, (comings) => {
        const [last, ...rest] = calls(pace, comings).toReversed();
        if (last === undefined || last <= (rest[0] ?? NOW)) return;
        const came = comings.reduce((sum, gap) => sum + gap, 0);
        const earlier = [...rest.toReversed(), plus(last, -0.001)];
        const couldComeEarlier = between(NOW, last) > came;
        if (couldComeEarlier) expect(refusedBy({ perSecond: 0.1, burst: 3 }, earlier)).toBe(1);
      }),
    );
  });

  test("lets a burst through at once, and then one at a time", () => {
    const seconds = calls({ every: 10, burst: 3 }, [0, 0, 0, 0, 0]).map((at) => between(NOW, at));
    expect(seconds).toEqual([0, 0, 0, 10, 20]);
  });

  test.each([
    ["300 closures", CLOSURE_PACE, 20],
    ["200 creations", CREATION_PACE, 10],
  ])("takes at most 5 %% longer for %s than AWS's rate alone would", (name, pace, every) => {
    const count = Number.parseInt(name, 10);
    const last = calls(pace, Array<number>(count).fill(0)).at(-1) ?? NOW;
    expect(between(NOW, last)).toBeLessThanOrEqual(1.05 * (count - pace.burst) * every);
  });
});
