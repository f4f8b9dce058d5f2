import { describe, expect, it } from "vitest";
import { aCloud, functionArn, historyOf, outcomeOf, START, states, Thrown } from "./a-cloud.ts";

const task = (name: string) =>
  states({ [name]: { Type: "Task", Resource: functionArn(name), End: true } });

const rest = (Seconds: number, name = `rest ${Seconds}`) =>
  states({ [name]: { Type: "Wait", Seconds, End: true } });

const parallel = (Branches: object[], more: object = {}) =>
  states({
    Both: { Type: "Parallel", Branches, End: true, ...more },
    ...(more as { after?: object }).after,
  });

describe("A Parallel state", () => {
  it("answers with the outputs in the order of its branches", async () => {
    const cloud = aCloud({
      slow: async (_, __, clock) => {
        await clock.sleep(5_000, "slow");
        return "slow";
      },
      fast: () => "fast",
    });

    const outcome = await outcomeOf(cloud, parallel([task("slow"), task("fast")]));

    expect(outcome).toMatchObject({ status: "SUCCEEDED", output: ["slow", "fast"] });
  });

  it("takes as long as its longest branch", async () => {
    const outcome = await outcomeOf(aCloud(), parallel([rest(30), rest(70), rest(50)]));

    expect(outcome["stopDate"]).toEqual(new Date(START + 70_000));
  });

  it("fails when one branch fails, and waits for no other", async () => {
    const cloud = aCloud({
      bad: () => {
        throw new Thrown("Broken");
      },
    });

    const outcome = await outcomeOf(cloud, parallel([rest(600), task("bad")]));

    expect(outcome).toMatchObject({ status: "FAILED", error: "Broken", stopDate: new Date(START) });
  });

  it("is tried again as a whole, and goes on where its Catch says", async () => {
    const cloud = aCloud({
      bad: () => {
        throw new Thrown("Broken");
      },
      good: () => 1,
    });
    const machine = states({
      Both: {
        ...{ Type: "Parallel", Branches: [task("bad"), task("good")], Next: "Done" },
        Retry: [{ ErrorEquals: ["Broken"], MaxAttempts: 2, BackoffRate: 1 }],
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.failure", Next: "Done" }],
      },
      Done: { Type: "Succeed" },
    });

    const outcome = await outcomeOf(cloud, machine, { x: 1 });

    expect(outcome["output"]).toMatchObject({ x: 1, failure: { Error: "Broken" } });
    expect(cloud.attempts("bad")).toBe(3);
    expect(outcome["stopDate"]).toEqual(new Date(START + 2_000));
  });

  it("can hold others", async () => {
    const inner = parallel([task("one"), task("two")]);

    const outcome = await outcomeOf(
      aCloud({ one: () => 1, two: () => 2, three: () => 3 }),
      parallel([inner, task("three")]),
    );

    expect(outcome["output"]).toEqual([[1, 2], 3]);
  });

  it("tells what happened in its history", async () => {
    const cloud = aCloud();

    const { executionArn } = await outcomeOf(cloud, parallel([rest(1), rest(2)]));

    expect(await historyOf(cloud, String(executionArn))).toEqual([
      "ExecutionStarted",
      "ParallelStateEntered",
      "ParallelStateStarted",
      "WaitStateEntered",
      "WaitStateEntered",
      "WaitStateExited",
      "WaitStateExited",
      "ParallelStateSucceeded",
      "ParallelStateExited",
      "ExecutionSucceeded",
    ]);
  });
});

const each = (processor: object, more: object = {}) =>
  states({ Each: { Type: "Map", ItemProcessor: processor, End: true, ...more } });

describe("A Map state", () => {
  it("does the same for each item", async () => {
    const cloud = aCloud({ double: (n) => Number(n) * 2 });

    const outcome = await outcomeOf(
      cloud,
      each(task("double"), { ItemsPath: "$.l", ResultPath: "$.r" }),
      { l: [1, 2, 3] },
    );

    expect(outcome["output"]).toEqual({ l: [1, 2, 3], r: [2, 4, 6] });
  });

  it("shows each item with its number, and the input", async () => {
    const same = states({ Same: { Type: "Pass", End: true } });
    const ItemSelector = {
      "index.$": "$$.Map.Item.Index",
      "item.$": "$$.Map.Item.Value",
      "all.$": "$.name",
    };

    const outcome = await outcomeOf(aCloud(), each(same, { ItemsPath: "$.l", ItemSelector }), {
      ...{ l: ["a", "b"], name: "n" },
    });

    expect(outcome["output"]).toEqual([
      { index: 0, item: "a", all: "n" },
      { index: 1, item: "b", all: "n" },
    ]);
  });

  it("does no more at a time than it may", async () => {
    const outcome = await outcomeOf(
      aCloud(),
      each(rest(10), { MaxConcurrency: 2 }),
      [1, 2, 3, 4, 5],
    );

    expect(outcome["stopDate"]).toEqual(new Date(START + 30_000));
  });

  it("has nothing to do for an empty list", async () => {
    const cloud = aCloud();

    const outcome = await outcomeOf(cloud, each(rest(10)), []);

    expect(outcome).toMatchObject({ status: "SUCCEEDED", output: [] });
    expect(await historyOf(cloud, String(outcome["executionArn"]))).toContain("MapStateStarted");
  });

  it("fails for what is no list", async () => {
    const outcome = await outcomeOf(aCloud(), each(rest(10)), { a: 1 });

    expect(outcome).toMatchObject({ error: "States.Runtime" });
    expect(outcome["cause"]).toContain("must point to array");
  });

  it("fails with the first item that fails", async () => {
    const cloud = aCloud({
      check: (n) => {
        if (n === 2) throw new Thrown("Bad");
      },
    });

    const outcome = await outcomeOf(cloud, each(task("check"), { MaxConcurrency: 1 }), [1, 2, 3]);

    expect(outcome).toMatchObject({ status: "FAILED", error: "Bad" });
    expect(cloud.attempts("check")).toBe(2);
    expect(await historyOf(cloud, String(outcome["executionArn"]))).toEqual(
      expect.arrayContaining(["MapIterationSucceeded", "MapIterationFailed", "MapStateFailed"]),
    );
  });
});
