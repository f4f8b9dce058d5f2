import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { type Pace, RunningClock } from "../../../local/kernel/clocks/running-clock.ts";

const START = Date.UTC(2026, 11, 1, 9);
const HOUR = 3_600_000;

const clocks: RunningClock[] = [];
function aClock(pace: Pace = {}): RunningClock {
  const clock = new RunningClock({ start: START, ...pace });
  clocks.push(clock);
  return clock;
}
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
});

test("runs as many times faster as it is told while nothing is in flight", async () => {
  const clock = aClock({ speed: HOUR });
  await sleep(20);
  expect(clock.now() - START).toBeGreaterThan(10 * HOUR);
});

test("runs in real time while something is in flight", async () => {
  const clock = aClock({ speed: HOUR });
  await clock.held("a function at work", async () => {
    const before = clock.now();
    await sleep(20);
    expect(clock.now() - before).toBeLessThan(HOUR);
  });
});

test("hurries again while what is in flight waits", async () => {
  const clock = aClock({ speed: HOUR });
  const before = clock.now();
  await clock.held("a slow call", () => clock.sleep(10 * HOUR, "its delay"));
  expect(clock.now() - before).toBeGreaterThanOrEqual(10 * HOUR);
});

test("skips from one due moment to the next, and waits for what happens there", async () => {
  const clock = aClock();
  const seen: [string, number][] = [];
  const see = (what: string) => seen.push([what, Math.round((clock.now() - START) / HOUR)]);
  clock.at(START + 30 * HOUR, "second", () => void see("second"));
  clock.at(START + 10 * HOUR, "first", async () => {
    see("first");
    await sleep(5);
    clock.at(clock.now() + 10 * HOUR, "what follows from it", () => void see("what follows"));
  });
  await clock.skip(40 * HOUR);
  expect(seen).toEqual([
    ["first", 10],
    ["what follows", 20],
    ["second", 30],
  ]);
  expect(Math.round((clock.now() - START) / HOUR)).toBe(40);
});

test("skips nothing that lies beyond", async () => {
  const clock = aClock();
  let isFired = false;
  clock.at(START + 3 * HOUR, "later", () => {
    isFired = true;
  });
  await clock.skip(2 * HOUR);
  expect(isFired).toBe(false);
});

test("a skip ends when the clock is stopped under it", async () => {
  const clock = aClock();
  const release = clock.hold("never done");
  const skipping = clock.skip(HOUR);
  clock.stop();
  await skipping;
  release();
  expect(clock.now() - START).toBeLessThan(HOUR);
});

test("never shows a moment that it has not vouched for before", async () => {
  const vouched: number[] = [];
  const clock = aClock({ speed: 1_000, vouch: (until) => vouched.push(until) });
  for (let look = 0; look < 20; look += 1) {
    expect(clock.now()).toBeLessThan(vouched.at(-1) ?? 0);
    if (look === 10) clock.advance(HOUR);
    await sleep(1);
  }
  expect(vouched.length).toBeLessThan(5);
});
