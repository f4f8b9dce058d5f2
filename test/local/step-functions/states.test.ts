import { describe, expect, it } from "vitest";
import { aCloud, outcomeOf, START, states } from "./a-cloud.ts";

const pass = (rest: object = {}) => ({ Type: "Pass", End: true, ...rest });

async function outputOf(definition: object, input: unknown = {}): Promise<unknown> {
  return (await outcomeOf(aCloud(), definition, input))["output"];
}

describe("What goes into a state and comes out", () => {
  it.each<[string, object, unknown, unknown]>([
    ["everything", {}, { a: 1 }, { a: 1 }],
    ["a part by InputPath", { InputPath: "$.a" }, { a: { b: 2 } }, { b: 2 }],
    ["nothing by InputPath null", { InputPath: null }, { a: 1 }, {}],
    ["a result", { Result: [1, 2] }, { a: 1 }, [1, 2]],
    ["a result of false", { Result: false }, {}, false],
    ["a result at a place", { Result: 7, ResultPath: "$.x.y" }, { a: 1 }, { a: 1, x: { y: 7 } }],
    ["a result in a list", { Result: 7, ResultPath: "$.l[1]" }, { l: [1, 2] }, { l: [1, 7] }],
    ["no result by ResultPath null", { Result: 7, ResultPath: null }, { a: 1 }, { a: 1 }],
    ["a part by OutputPath", { Result: 7, ResultPath: "$.r", OutputPath: "$.r" }, {}, 7],
    [
      "parameters",
      { Parameters: { "x.$": "$.a", y: [{ "z.$": "$.b[0]" }] } },
      { a: 1, b: [2] },
      { x: 1, y: [{ z: 2 }] },
    ],
    [
      "all of a list",
      { Parameters: { "x.$": "$.l[*].n" } },
      { l: [{ n: 1 }, { n: 2 }] },
      { x: [1, 2] },
    ],
    ["a slice", { Parameters: { "x.$": "$.l[1:3]" } }, { l: [1, 2, 3, 4] }, { x: [2, 3] }],
    [
      "a quoted name",
      { Parameters: { "x.$": "$['a b']['c.d']" } },
      { "a b": { "c.d": 1 } },
      { x: 1 },
    ],
    ["null", { Parameters: { "x.$": "$.a" } }, { a: null }, { x: null }],
  ])("can be %s", async (_, fields, input, expected) => {
    expect(await outputOf(states({ Only: pass(fields) }), input)).toEqual(expected);
  });

  it("can be what the context object tells", async () => {
    const Parameters = {
      "execution.$": "$$.Execution.Name",
      "input.$": "$$.Execution.Input.a",
      "start.$": "$$.Execution.StartTime",
      "state.$": "$$.State.Name",
      "machine.$": "$$.StateMachine.Name",
      "text.$": "States.Format('{} of {}', $$.State.Name, $.a)",
    };

    expect(await outputOf(states({ Only: pass({ Parameters }) }), { a: 5 })).toEqual({
      ...{ execution: "run", input: 5, state: "Only", machine: "machine" },
      start: new Date(START).toISOString(),
      text: "Only of 5",
    });
  });

  it.each<[string, object, string, RegExp]>([
    [
      "parameters without a value",
      { Parameters: { "x.$": "$.gone" } },
      "States.Runtime",
      /state 'Only' \(entered at the event id #2\)\. The JSONPath '\$\.gone' specified for the field 'x\.\$' could not be found in the input '\{"a":1\}'/u,
    ],
    ["InputPath to nothing", { InputPath: "$.gone" }, "States.Runtime", /Invalid path '\$\.gone'/u],
    [
      "OutputPath to nothing",
      { OutputPath: "$.gone" },
      "States.Runtime",
      /Invalid path '\$\.gone'/u,
    ],
    [
      "ResultPath through a number",
      { ResultPath: "$.a.b" },
      "States.ResultPathMatchFailure",
      /\$\.a\.b/u,
    ],
    [
      "an intrinsic function of the wrong type",
      { Parameters: { "x.$": "States.StringToJson($.a)" } },
      "States.IntrinsicFailure",
      /must be a string, not 1/u,
    ],
  ])("fails by %s", async (_, fields, error, cause) => {
    const outcome = await outcomeOf(aCloud(), states({ Only: pass(fields) }), { a: 1 });

    expect(outcome).toMatchObject({ status: "FAILED", error });
    expect(outcome["cause"]).toMatch(cause);
  });
});

describe("Wait, Succeed and Fail", () => {
  it.each<[string, object, unknown]>([
    ["seconds", { Seconds: 90 }, {}],
    ["seconds of the input", { SecondsPath: "$.s" }, { s: 90 }],
    ["a moment", { Timestamp: "2026-11-24T12:01:30Z" }, {}],
    ["a moment of the input", { TimestampPath: "$.t" }, { t: "2026-11-24T13:01:30+01:00" }],
  ])("waits for %s", async (_, how, input) => {
    const outcome = await outcomeOf(
      aCloud(),
      states({ Rest: { Type: "Wait", End: true, ...how } }),
      input,
    );

    expect(outcome).toMatchObject({ output: input, stopDate: new Date(START + 90_000) });
  });

  it("fails when the moment of the input is none", async () => {
    const machine = states({ Rest: { Type: "Wait", TimestampPath: "$.t", End: true } });

    expect(await outcomeOf(aCloud(), machine, { t: "soon" })).toMatchObject({
      error: "States.Runtime",
    });
  });

  it("fails with the words of the definition or of the input", async () => {
    const written = { Type: "Fail", Error: "Mine", Cause: "because" };
    const found = { Type: "Fail", ErrorPath: "$.e", CausePath: "States.Format('{}!', $.c)" };

    const one = await outcomeOf(aCloud(), states({ Stop: written }));
    const two = await outcomeOf(aCloud(), states({ Stop: found }), { e: "Yours", c: "why" });
    const three = await outcomeOf(aCloud(), states({ Stop: { Type: "Fail" } }));

    expect(one).toMatchObject({ status: "FAILED", error: "Mine", cause: "because" });
    expect(two).toMatchObject({ status: "FAILED", error: "Yours", cause: "why!" });
    expect(three["status"]).toBe("FAILED");
    expect(three).not.toHaveProperty("error");
  });
});
