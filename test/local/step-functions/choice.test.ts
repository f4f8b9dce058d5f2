import { describe, expect, it } from "vitest";
import { aCloud, outcomeOf, states } from "./a-cloud.ts";

const machine = (rule: object, rest: object = { Default: "No" }) =>
  states({
    "Is it?": { Type: "Choice", Choices: [{ ...rule, Next: "Yes" }], ...rest },
    Yes: { Type: "Pass", Result: "yes", End: true },
    No: { Type: "Pass", Result: "no", End: true },
  });

const INPUT = {
  text: "hello*world",
  number: 5,
  five: 5,
  yes: true,
  nothing: null,
  early: "2026-11-24T12:00:00Z",
  late: "2026-11-24T12:00:01.500Z",
  same: "2026-11-24T13:00:00+01:00",
};

describe("A Choice state", () => {
  it.each<[object, boolean]>([
    [{ Variable: "$.text", StringEquals: "hello*world" }, true],
    [{ Variable: "$.text", StringEquals: "hello" }, false],
    [{ Variable: "$.text", StringLessThan: "i" }, true],
    [{ Variable: "$.text", StringGreaterThanEquals: "hello*world" }, true],
    [{ Variable: "$.text", StringMatches: "hello\\*w*d" }, true],
    [{ Variable: "$.text", StringMatches: "hello.world" }, false],
    [{ Variable: "$.number", NumericEquals: 5 }, true],
    [{ Variable: "$.number", NumericEqualsPath: "$.five" }, true],
    [{ Variable: "$.number", NumericGreaterThan: 5 }, false],
    [{ Variable: "$.number", NumericLessThanEquals: 5.5 }, true],
    [{ Variable: "$.number", StringEquals: "5" }, false],
    [{ Variable: "$.yes", BooleanEquals: true }, true],
    [{ Variable: "$.yes", BooleanEquals: false }, false],
    [{ Variable: "$.early", TimestampLessThan: "2026-11-24T12:00:01Z" }, true],
    [{ Variable: "$.early", TimestampEqualsPath: "$.same" }, true],
    [{ Variable: "$.late", TimestampGreaterThanPath: "$.early" }, true],
    [{ Variable: "$.text", TimestampEquals: "2026-11-24T12:00:00Z" }, false],
    [{ Variable: "$.nothing", IsNull: true }, true],
    [{ Variable: "$.text", IsNull: false }, true],
    [{ Variable: "$.text", IsString: true }, true],
    [{ Variable: "$.number", IsNumeric: false }, false],
    [{ Variable: "$.early", IsTimestamp: true }, true],
    [{ Variable: "$.yes", IsBoolean: true }, true],
    [{ Variable: "$.gone", IsPresent: true }, false],
    [{ Variable: "$.gone", IsPresent: false }, true],
    [{ Not: { Variable: "$.number", NumericEquals: 4 } }, true],
    [
      {
        And: [
          { Variable: "$.yes", BooleanEquals: true },
          { Variable: "$.number", NumericEquals: 4 },
        ],
      },
      false,
    ],
    [
      {
        Or: [
          { Variable: "$.number", NumericEquals: 4 },
          { Variable: "$.yes", BooleanEquals: true },
        ],
      },
      true,
    ],
    [
      {
        And: [
          { Variable: "$.gone", IsPresent: true },
          { Variable: "$.gone", NumericEquals: 4 },
        ],
      },
      false,
    ],
    [{ Variable: "$$.State.Name", StringEquals: "Is it?" }, true],
  ])("decides %j", async (rule, expected) => {
    const { output } = await outcomeOf(aCloud(), machine(rule), INPUT);

    expect(output).toBe(expected ? "yes" : "no");
  });

  it("fails when nothing matches and there is no default", async () => {
    const rule = { Variable: "$.number", NumericEquals: 4 };
    const open = states({
      "Is it?": { Type: "Choice", Choices: [{ ...rule, Next: "Yes" }] },
      Yes: { Type: "Succeed" },
    });

    expect(await outcomeOf(aCloud(), open, INPUT)).toMatchObject({
      error: "States.NoChoiceMatched",
    });
  });

  it("fails for a variable that is not there", async () => {
    const outcome = await outcomeOf(
      aCloud(),
      machine({ Variable: "$.gone", StringEquals: "x" }),
      INPUT,
    );

    expect(outcome).toMatchObject({ error: "States.Runtime" });
    expect(outcome["cause"]).toContain(
      "Invalid path '$.gone': The choice state's condition path references an invalid value.",
    );
  });
});
