import { describe, expect, it } from "vitest";
import { aCloud, aMachine, functionArn, productMachine, states } from "./a-cloud.ts";

const DONE = { Type: "Succeed" };

const task = (rest: object) => ({ Type: "Task", Resource: functionArn("ask"), End: true, ...rest });

describe("A definition", () => {
  it.each(["vend", "teardown", "stock"] as const)(
    "is accepted as the product's %s has it",
    async (name) => {
      await expect(aMachine(aCloud(), productMachine(name))).resolves.toContain(
        "stateMachine:machine",
      );
    },
  );

  it.each<[string, object | string, string]>([
    ["text that is no JSON", "{", "INVALID_JSON_DESCRIPTION"],
    ["no states", { StartAt: "A" }, "at /States"],
    [
      "a start that is not there",
      { StartAt: "B", States: { A: DONE } },
      "Missing 'Next' target: B at /StartAt",
    ],
    [
      "a next that is not there",
      states({ A: { Type: "Pass", Next: "B" } }),
      "Missing 'Next' target: B at /States/A/Next",
    ],
    [
      "a catch that goes nowhere",
      states({ A: task({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "B" }] }) }),
      "/States/A/Catch[0]/Next",
    ],
    ["neither Next nor End", states({ A: { Type: "Pass" } }), "Exactly one of Next and End"],
    [
      "both Next and End",
      states({ A: { Type: "Pass", Next: "B", End: true }, B: DONE }),
      "Exactly one of Next and End",
    ],
    ["a state that nothing leads to", states({ A: DONE, B: DONE }), 'State "B" is not reachable'],
    [
      "an unknown type",
      states({ A: { Type: "Jump" } }),
      "Value is not a valid state type at /States/A/Type",
    ],
    [
      "an unknown field",
      states({ A: { ...DONE, Colour: "red" } }),
      "Field 'Colour' is not supported at /States/A",
    ],
    [
      "a wildcard that is not last",
      states({ A: task({ Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["X"] }] }) }),
      "States.ALL must appear alone",
    ],
    [
      "a wildcard with others",
      states({ A: task({ Retry: [{ ErrorEquals: ["States.ALL", "X"] }] }) }),
      "States.ALL must appear alone",
    ],
    [
      "a path that is none",
      states({ A: { Type: "Pass", InputPath: "x", End: true } }),
      "not a valid JSONPath",
    ],
    [
      "a result path with a wildcard",
      states({ A: { Type: "Pass", ResultPath: "$.a[*]", End: true } }),
      "Reference Path",
    ],
    ["a wait without a time", states({ A: { Type: "Wait", End: true } }), "Exactly one of Seconds"],
    [
      "a comparison with two operators",
      states({
        A: {
          Type: "Choice",
          Choices: [{ Variable: "$.a", IsNull: true, IsString: true, Next: "B" }],
          Default: "B",
        },
        B: DONE,
      }),
      "/States/A/Choices/0",
    ],
    [
      "an error twice over",
      states({ A: { Type: "Fail", Error: "a", ErrorPath: "$.a" } }),
      "Only one of Error and ErrorPath",
    ],
    [
      "a branch that is broken",
      states({ A: { Type: "Parallel", Branches: [{ StartAt: "B", States: {} }], End: true } }),
      "/States/A/Branches/0/StartAt",
    ],
  ])("is refused with %s", async (_, definition, message) => {
    await expect(aMachine(aCloud(), definition)).rejects.toThrow(
      expect.objectContaining({
        name: "InvalidDefinition",
        message: expect.stringContaining(message) as string,
      }) as Error,
    );
  });

  it.each<[string, object]>([
    ["JSONata", states({ A: DONE }, { QueryLanguage: "JSONata" })],
    ["JSONata in a state", states({ A: { ...DONE, QueryLanguage: "JSONata" } })],
    ["variables", states({ A: { Type: "Pass", Assign: { x: 1 }, End: true } })],
    ["heartbeats", states({ A: task({ HeartbeatSeconds: 5 }) })],
    [
      "distributed maps",
      states({
        A: {
          Type: "Map",
          End: true,
          ItemProcessor: {
            ...states({ B: DONE }),
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          },
        },
      }),
    ],
    [
      "activities",
      states({ A: task({ Resource: "arn:aws:states:eu-west-1:222222222222:activity:a" }) }),
    ],
    [
      "task tokens",
      states({ A: task({ Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken" }) }),
    ],
    [
      "the SDK's integrations",
      states({ A: task({ Resource: "arn:aws:states:::aws-sdk:s3:listBuckets" }) }),
    ],
    [
      "another service deep inside",
      states({
        A: {
          Type: "Parallel",
          End: true,
          Branches: [states({ B: task({ Resource: "arn:aws:states:::sns:publish" }) })],
        },
      }),
    ],
  ])("is refused by name for %s", async (_, definition) => {
    await expect(aMachine(aCloud(), definition)).rejects.toThrow(
      "The local cloud does not emulate",
    );
  });
});
