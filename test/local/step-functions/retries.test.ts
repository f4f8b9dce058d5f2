import { describe, expect, it } from "vitest";
import { aCloud, functionArn, outcomeOf, START, states, Thrown } from "./a-cloud.ts";

const task = (name: string, rest: object = {}) => ({
  Type: "Task",
  Resource: functionArn(name),
  End: true,
  ...rest,
});

const pass = (rest: object = {}) => ({ Type: "Pass", End: true, ...rest });

describe("Retry", () => {
  const failing = (name: string) => () => {
    throw new Thrown(name);
  };

  it("pauses longer and longer, up to a bound", async () => {
    const Retry = [
      {
        ErrorEquals: ["Busy"],
        IntervalSeconds: 2,
        MaxAttempts: 5,
        BackoffRate: 3,
        MaxDelaySeconds: 20,
      },
    ];
    const cloud = aCloud({ ask: failing("Busy") });

    const outcome = await outcomeOf(cloud, states({ Ask: task("ask", { Retry }) }));

    expect(cloud.attempts("ask")).toBe(6);
    expect(outcome["stopDate"]).toEqual(new Date(START + (2 + 6 + 18 + 20 + 20) * 1_000));
  });

  it("tries three times by default, after 1, 2 and 4 seconds", async () => {
    const cloud = aCloud({ ask: failing("Busy") });
    const Retry = [{ ErrorEquals: ["States.ALL"] }];

    const outcome = await outcomeOf(cloud, states({ Ask: task("ask", { Retry }) }));

    expect(cloud.attempts("ask")).toBe(4);
    expect(outcome["stopDate"]).toEqual(new Date(START + 7_000));
  });

  it("counts each retrier by itself", async () => {
    const errors = ["A", "B", "A", "B", "A"];
    const cloud = aCloud({ ask: (_, attempt) => failing(errors[attempt - 1] ?? "A")() });
    const Retry = [
      { ErrorEquals: ["A"], MaxAttempts: 2 },
      { ErrorEquals: ["B"], MaxAttempts: 3 },
    ];

    expect(await outcomeOf(cloud, states({ Ask: task("ask", { Retry }) }))).toMatchObject({
      error: "A",
    });
    expect(cloud.attempts("ask")).toBe(5);
  });

  it("spreads its pauses with full jitter, by the seed", async () => {
    const Retry = [
      {
        ErrorEquals: ["Busy"],
        IntervalSeconds: 100,
        MaxAttempts: 4,
        BackoffRate: 1,
        JitterStrategy: "FULL",
      },
    ];
    const run = async () =>
      (await outcomeOf(aCloud({ ask: failing("Busy") }), states({ Ask: task("ask", { Retry }) })))[
        "stopDate"
      ] as Date;

    const [one, two] = [await run(), await run()];

    expect(one).toEqual(two);
    expect(one.getTime()).toBeLessThan(START + 400_000);
    expect(one.getTime()).toBeGreaterThan(START);
  });

  it("never tries again after a mistake in the definition", async () => {
    const machine = states({
      Ask: task("ask", {
        Parameters: { "x.$": "$.gone" },
        Retry: [{ ErrorEquals: ["States.ALL"] }],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught" }],
      }),
      Caught: pass(),
    });

    expect(await outcomeOf(aCloud(), machine)).toMatchObject({ error: "States.Runtime" });
  });

  it("begins anew when the state is entered again", async () => {
    const cloud = aCloud({
      ask: (_, attempt) => (attempt % 2 === 1 ? failing("Busy")() : { n: attempt }),
    });
    const machine = states({
      Ask: task("ask", {
        End: false,
        Next: "Enough?",
        Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }],
      }),
      "Enough?": {
        Type: "Choice",
        Choices: [{ Variable: "$.n", NumericLessThan: 6, Next: "Ask" }],
        Default: "Done",
      },
      Done: { Type: "Succeed" },
    });

    expect(await outcomeOf(cloud, machine)).toMatchObject({
      status: "SUCCEEDED",
      output: { n: 6 },
    });
  });
});
