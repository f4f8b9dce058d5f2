import { setTimeout as realSleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";

const START = Date.UTC(2026, 10, 24);
const HOUR = 3_600_000;

describe("virtual time", () => {
  test("stands still until it is let run", async () => {
    const clock = new VirtualClock(START);
    const fired: string[] = [];
    clock.at(START + 1, "tick", () => void fired.push("tick"));
    await clock.settled();
    expect([fired, clock.now()]).toEqual([[], START]);
  });

  test("jumps to each due moment in order and ends where it was told", async () => {
    const clock = new VirtualClock(START);
    const fired: [string, number][] = [];
    for (const [name, hours] of [
      ["third", 9],
      ["first", 1],
      ["second", 5],
    ] as const)
      clock.at(START + hours * HOUR, name, () => void fired.push([name, clock.now() - START]));
    expect(await clock.run({ until: START + 10 * HOUR })).toBe(true);
    expect(fired).toEqual([
      ["first", HOUR],
      ["second", 5 * HOUR],
      ["third", 9 * HOUR],
    ]);
    expect(clock.now()).toBe(START + 10 * HOUR);
  });

  test("fires what is due for the same moment in the order in which it was set", async () => {
    const clock = new VirtualClock(START);
    const fired: string[] = [];
    for (const name of ["a", "b", "c"]) clock.at(START + HOUR, name, () => void fired.push(name));
    await clock.run({ until: START + HOUR });
    expect(fired).toEqual(["a", "b", "c"]);
  });

  test("fires a timer of the past at once, without being let run", async () => {
    const clock = new VirtualClock(START);
    const fired: string[] = [];
    clock.at(START - HOUR, "late", () => void fired.push("late"));
    await clock.settled();
    expect(fired).toHaveLength(1);
  });

  test("never fires a timer that was cancelled", async () => {
    const clock = new VirtualClock(START);
    const fired: string[] = [];
    clock.at(START + 1, "tick", () => void fired.push("tick")).cancel();
    await clock.run({ until: START + HOUR });
    expect(fired).toEqual([]);
  });

  test("does not pass while work is in flight", async () => {
    const clock = new VirtualClock(START);
    const release = clock.hold("work");
    const fired: string[] = [];
    clock.at(START + 1, "tick", () => void fired.push("tick"));
    const run = clock.run({ until: START + HOUR });
    await realSleep(20);
    expect([fired, clock.inFlight]).toEqual([[], ["work"]]);
    release();
    await run;
    expect(fired).toHaveLength(1);
  });

  test("passes for work that waits inside other work", async () => {
    const clock = new VirtualClock(START);
    const inner = () => clock.held("inner", () => clock.sleep(HOUR, "nap"));
    await clock.held("outer", inner);
    expect(clock.now()).toBe(START + HOUR);
  });

  test("does not pass while other work goes on beside the work that waits", async () => {
    const clock = new VirtualClock(START);
    const release = clock.hold("other");
    const nap = clock.held("sleeper", () => clock.sleep(HOUR, "nap"));
    await realSleep(20);
    expect(clock.now()).toBe(START);
    release();
    await nap;
    expect(clock.now()).toBe(START + HOUR);
  });

  test("stops as soon as what was waited for has come", async () => {
    const clock = new VirtualClock(START);
    let ticks = 0;
    const tick = (): void => {
      ticks += 1;
      clock.at(clock.now() + HOUR, "tick", tick);
    };
    clock.at(START + HOUR, "tick", tick);
    expect(await clock.run({ until: START + 100 * HOUR, done: () => ticks === 3 })).toBe(true);
    expect(clock.now()).toBe(START + 3 * HOUR);
  });

  test("says when what was waited for did not come in time", async () => {
    const clock = new VirtualClock(START);
    expect(await clock.run({ until: START + HOUR, done: () => false })).toBe(false);
    expect(clock.now()).toBe(START + HOUR);
  });

  test("waits for asynchronous work of a timer before it jumps on", async () => {
    const clock = new VirtualClock(START);
    const seen: number[] = [];
    clock.at(START + 1, "slow", async () => {
      await realSleep(10);
      seen.push(clock.now());
    });
    clock.at(START + 2, "next", () => void seen.push(clock.now()));
    await clock.run({ until: START + HOUR });
    expect(seen).toEqual([START + 1, START + 2]);
  });
});
